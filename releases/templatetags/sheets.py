"""How a release is set as a page."""

import re
from html import unescape
from itertools import count

from django import template
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

HAS_DIGIT = re.compile(r"\d")
CAPTION = re.compile(r"\s*<caption>(.*?)</caption>", re.DOTALL)


@register.filter
def tel(phone: str) -> str:
    """What is dialled, of a number as it is written: digits, and a plus before them.

    What follows in words, such as an extension, is left to whoever dials.
    """
    written = next(filter(HAS_DIGIT.search, re.split(r"[^\W\d_]+", phone)), "")
    plus = "+" if "+" in written else ""
    return plus + "".join(re.findall(r"\d", written.replace("(0)", "") if plus else written))


@register.filter
def breakable(address: str) -> SafeString:
    """An e-mail address that is broken behind its @ and before its dots, rather than anywhere."""
    parts = escape(address).replace("@", "@<wbr>").replace(".", "<wbr>.")
    return mark_safe(parts)  # noqa: S308 - escaped


@register.filter
def reachable_tables(html: str) -> SafeString:
    """Clean HTML in which every table can be scrolled with the keyboard, and says what it is.

    Its name is its caption, which stands inside of what is scrolled; without one, its place.
    """
    nth = count(1)

    def opened(table: re.Match[str]) -> str:
        place = _("Table %(number)d") % {"number": next(nth)}
        caption = CAPTION.match(html, table.end())
        name = unescape(strip_tags(caption[1])).strip() if caption else ""
        label = escape(name or place)
        return f'<div class="table" role="region" tabindex="0" aria-label="{label}"><table>'

    tables = re.sub(r"<table>", opened, html).replace("</table>", "</table></div>")
    return mark_safe(tables)  # noqa: S308 - what comes in is clean
