"""The gate: every address of the newsroom, and whom it answers.

A pattern that stands nowhere in this table fails `test_gate`, so whoever adds an address says
here who may see what is behind it. The canaries are then let fly through it too.
"""

import re
import string
from collections.abc import Iterable, Iterator
from itertools import product
from urllib.parse import parse_qs, quote

from django.contrib.messages import get_messages
from django.db.models import QuerySet
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.html import escape

from api.opendata.tables import DICTIONARIES, FILES
from documents.kinds import KINDS
from feeds.writing import FORMATS as FEEDS
from jobs.models import FailedTask
from newsroom.errors import words_of
from numbering.models import Number, Sequence
from pages.models import Notice, Page
from releases.admin import several
from releases.admin.acts import ACTS
from releases.admin.export import FORMATS
from releases.admin.release import OPEN_FORM
from releases.models import HouseRule, Release, ReleaseTemplate
from releases.moves import MOVES
from releases.paths import path_of
from subscriptions.models import Subscriber
from tests.newsroom.papers import text_in

LANGUAGES = ("id", "en")
METHODS = ("get", "head", "options", "post")

OF_A_ROW = ("", "change/", "history/", "delete/")

# What to put into an address, by the names that stand there in braces.
About = dict[str, list[object]]


def model_admin(model: str, asked: str) -> dict[str, str]:
    """The pages that every ModelAdmin has. `model` as in `releases/release`."""
    row = f"admin/{model}/<path:object_id>/"
    of_a_row = {f"{row}{page}": f"admin/{model}/{asked}/{page}" for page in OF_A_ROW}
    of_all = {f"admin/{model}/{page}": f"admin/{model}/{page}" for page in ("", "add/")}
    return of_all | of_a_row


RELEASE = "releases/<yyyy:year>/<mm:month>/<slug:slug>/"

# Pattern -> an address that it matches.
PUBLIC_CONTENT = {
    "": "",
    "releases/": "releases/",
    "releases/<yyyy:year>/": "releases/{year}/",
    "releases/<yyyy:year>/<mm:month>/": "releases/{year}/{month}/",
    RELEASE: "releases/{path}/",
    f"{RELEASE}editions/<int:number>/": "releases/{path}/editions/{edition}/",
    f"{RELEASE}editions/<int:first>/<int:second>/": "releases/{path}/editions/{edition}/2/",
    "archive/": "archive/",
    "topics/": "topics/",
    "topics/<slug:slug>/": "topics/{about}/",
    "corrections/": "corrections/",
    "contacts/": "contacts/",
    "contacts/<int:pk>.vcf": "contacts/{listed}.vcf",
    "about/": "about/",
    "accessibility/": "accessibility/",
    "subscribe/": "subscribe/",
    f"{RELEASE}contacts/<int:number>.vcf": "releases/{path}/contacts/{contact}.vcf",
    f"{RELEASE}<paper:kind>": "releases/{path}/{paper}",
    f"{RELEASE}editions/<int:number>/<paper:kind>": "releases/{path}/editions/{edition}/"
    "{one_paper}",
    "number/<path:number>": "number/{text}",
    "verify/": "verify/?{verified}",
    "style/": "style/",
    "agencies/": "agencies/",
    "agencies/<slug:slug>/": "agencies/{slug}/",
    "feeds/": "feeds/",
    "feeds/opml.xml": "feeds/opml.xml",
    "feeds/<form:form>": "feeds/{feed}",
    "feeds/agencies/<slug:slug>/<form:form>": "feeds/agencies/{slug}/rss.xml",
    "feeds/topics/<slug:slug>/<form:form>": "feeds/topics/{about}/atom.xml",
    "feeds/kinds/<slug:genre>/<form:form>": "feeds/kinds/release/feed.json",
    "feeds/languages/<slug:code>/<form:form>": "feeds/languages/id/rss.xml",
    "feeds/corrections/<form:form>": "feeds/corrections/atom.xml",
    "api/": "api/",
    "open/": "open/",
}
V1 = "api/v1/"
# Their addresses know no language.
PUBLIC_PROGRAMS = {
    V1: V1,
    f"{V1}openapi.json": f"{V1}openapi.json",
    f"{V1}releases/": f"{V1}releases/",
    f"{V1}releases/<uuid:uid>/": f"{V1}releases/{{uid}}/",
    f"{V1}{RELEASE}": f"{V1}releases/{{path}}/",
    f"{V1}{RELEASE}editions/<int:number>/": f"{V1}releases/{{path}}/editions/{{edition}}/",
    f"{V1}search/": f"{V1}search/?q={{sought}}",
    f"{V1}agencies/": f"{V1}agencies/",
    f"{V1}agencies/<slug:slug>/": f"{V1}agencies/{{slug}}/",
    f"{V1}contacts/": f"{V1}contacts/",
    f"{V1}topics/": f"{V1}topics/",
    "sitemap.xml": "sitemap.xml",
    "sitemaps/pages.xml": "sitemaps/pages.xml",
    "sitemaps/news.xml": "sitemaps/news.xml",
    "sitemaps/<yyyy:year>.xml": "sitemaps/{year}.xml",
    "robots.txt": "robots.txt",
}
# What was written into files the last time; and what the settings say.
PUBLIC_WRITTEN = {
    r"^open/(?P<name>[a-z]+\.[a-z]+)$": "open/{open}",
    ".well-known/security.txt": ".well-known/security.txt",
}
# How the newsroom stands, for its machines; what others are answered: test_health.
PUBLIC_HEALTH = {name: name for name in ("healthz", "readyz", "metrics")}
PUBLIC_STATIC = {
    r"^logos/(?P<name>[0-9a-f]{64}\.png)$": "logos/{logo}",
}
# Public as long as an edition that has them may be read; their addresses know no language.
PUBLIC_FILES = {
    r"^files/(?P<sha256>[0-9a-f]{64})/(?P<name>[^/]+)$": "files/{kept}",
    r"^renditions/(?P<sha256>[0-9a-f]{64})/(?P<width>[0-9]{1,4})\.(?P<suffix>webp|jpg)$": (
        "renditions/{picture}.{suffix}"
    ),
}
STAFF = {
    "admin/": "admin/",
    "admin/login/": "admin/login/",
    "admin/logout/": "admin/logout/",
    "admin/password_change/": "admin/password_change/",
    "admin/password_change/done/": "admin/password_change/done/",
    "admin/autocomplete/": "admin/autocomplete/?{autocomplete}",
    "admin/jsi18n/": "admin/jsi18n/",
    "admin/read/": "admin/read/",
    "admin/read/review/": "admin/read/review/",
    "admin/audit/": "admin/audit/?{file}",
    "admin/second-factor/": "admin/second-factor/",
    "admin/second-factor/step/": "admin/second-factor/step/",
    "admin/second-factor/app/": "admin/second-factor/app/",
    "admin/second-factor/key/": "admin/second-factor/key/",
    "admin/second-factor/codes/": "admin/second-factor/codes/",
    "admin/second-factor/<int:pk>/remove/": "admin/second-factor/{factor}/remove/",
    "admin/(?P<app_label>releases|auth|numbering|ingest|jobs|pages|subscriptions|agencies)/$": (
        "admin/{app}/"
    ),
    "admin/(?P<url>.*)$": "admin/nowhere/",
    **model_admin("agencies/agency", "{agency}"),
    **model_admin("jobs/failedtask", "{task}"),
    **model_admin("subscriptions/subscriber", "{subscriber}"),
    **model_admin("auth/group", "1"),
    **model_admin("auth/user", "{user}"),
    "admin/auth/user/<id>/password/": "admin/auth/user/{user}/password/",
    "admin/auth/user/invite/": "admin/auth/user/invite/",
    "admin/auth/user/<int:pk>/invite/": "admin/auth/user/{user}/invite/",
    "admin/auth/user/<int:pk>/factor/": "admin/auth/user/{user}/factor/",
    "admin/auth/user/<int:pk>/left/": "admin/auth/user/{user}/left/",
    **model_admin("numbering/number", "{number}"),
    "admin/numbering/number/book/": "admin/numbering/number/book/?sequence={code}&{file}",
    "admin/numbering/number/book.pdf": "admin/numbering/number/book.pdf?sequence={code}",
    "admin/numbering/number/enter/<slug:name>/": "admin/numbering/number/enter/{act}/",
    "admin/numbering/number/<int:pk>/void/": "admin/numbering/number/{number}/void/",
    **model_admin("numbering/sequence", "{sequence}"),
    "admin/numbering/sequence/example/": "admin/numbering/sequence/example/?pattern=%7Bserial%7D",
    "admin/numbering/sequence/wizard/": "admin/numbering/sequence/wizard/",
    **model_admin("releases/release", "{release}"),
    "admin/releases/release/<int:pk>/move/<slug:name>/": "admin/releases/release/{release}/move/"
    "{move}/",
    "admin/releases/release/<int:pk>/notes/": "admin/releases/release/{release}/notes/",
    "admin/releases/release/<int:pk>/compare/<slug:what>/": "admin/releases/release/{release}/"
    "compare/{compared}/?a=1&b=1",
    "admin/releases/release/<int:pk>/restore/<int:position>/": "admin/releases/release/{release}/"
    "restore/{position}/",
    "admin/releases/release/<int:pk>/again/<int:attachment>/": "admin/releases/release/{release}/"
    "again/{attachment}/",
    "admin/releases/release/<int:pk>/links/": "admin/releases/release/{release}/links/",
    "admin/releases/release/<int:pk>/links/<int:link>/": "admin/releases/release/{release}/links/"
    "{link}/",
    "admin/releases/release/<int:pk>/links/<int:link>/revoke/": "admin/releases/release/{release}/"
    "links/{link}/revoke/",
    "admin/releases/release/<int:pk>/sheet.pdf": "admin/releases/release/{release}/sheet.pdf",
    "admin/releases/release/<int:pk>/editions/<int:position>/sheet.pdf": "admin/releases/release/"
    "{release}/editions/{position}/sheet.pdf",
    "admin/releases/release/form/<int:pk>/<slug:asked>/": "admin/releases/release/form/{form}/"
    "{asked}/",
    "admin/releases/release/form/pasted/": "admin/releases/release/form/pasted/",
    "admin/releases/release/form/upload/": "admin/releases/release/form/upload/",
    **model_admin("releases/override", "{override}"),
    "admin/releases/release/export/<slug:form>/": "admin/releases/release/export/{export}/",
    "admin/releases/release/several/<slug:name>/": "admin/releases/release/several/{several}/"
    "?ids={release}",
    **model_admin("releases/houserule", "{houserule}"),
    **model_admin("releases/releasetemplate", "{template}"),
    **model_admin("ingest/archiverow", "{archiverow}"),
    **model_admin("pages/page", "{page}"),
    **model_admin("pages/notice", "{notice}"),
    "admin/pages/notice/<int:pk>/end/": "admin/pages/notice/{notice}/end/",
    **model_admin("releases/topic", "{topic}"),
    "admin/releases/topic/<int:pk>/merge/": "admin/releases/topic/{topic}/merge/",
}
# A secret in the address opens it.
TOKEN_PAGES = {
    "preview/<str:token>/": "preview/{token}/",
    "embargo/<str:token>/": "embargo/{token}/",
    "embargo/<str:token>/sheet.pdf": "embargo/{token}/sheet.pdf",
}
# And behind these somebody chooses a password, or what they are told of by mail.
TOKEN_FORMS = {
    "invitation/<str:token>/": "invitation/{invitation}/",
    "subscribe/<str:token>/": "subscribe/{confirmation}/",
    "subscriptions/<str:token>/": "subscriptions/{subscription}/",
    "subscriptions/<str:token>/end/": "subscriptions/{subscription}/end/",
}
BY_LINK = r"^(?P<kind>preview|embargo)/(?P<token>[^/]+)/"
TOKEN_FILES = {
    f"{BY_LINK}{pattern.removeprefix('^')}": f"preview/{{token}}/{sample}"
    for pattern, sample in PUBLIC_FILES.items()
}
TOKEN = TOKEN_PAGES | TOKEN_FORMS | TOKEN_FILES

PUBLIC_PLAIN = PUBLIC_PROGRAMS | PUBLIC_HEALTH | PUBLIC_STATIC | PUBLIC_WRITTEN | PUBLIC_FILES
PUBLIC = PUBLIC_CONTENT | PUBLIC_PLAIN
TABLE = PUBLIC | STAFF | TOKEN
NOT_TRANSLATED = PUBLIC_PLAIN | TOKEN_FILES

AUTOCOMPLETE = "app_label={}&model_name={}&field_name={}&term="
AUTOCOMPLETED = [
    AUTOCOMPLETE.format("releases", "edition", "release"),
    AUTOCOMPLETE.format("releases", "release", "reservation"),
    AUTOCOMPLETE.format("releases", "release", "sequence"),
    AUTOCOMPLETE.format("releases", "release", "agency"),
    AUTOCOMPLETE.format("agencies", "membership", "user"),
]


def patterns() -> Iterator[str]:
    """Every pattern of the resolver, without the prefix of its language."""
    yield from _below(get_resolver().url_patterns, "")


def _below(found: list, before: str) -> Iterator[str]:
    for one in found:
        own = "" if isinstance(one.pattern, LocalePrefixPattern) else str(one.pattern)
        whole = before + (own.removeprefix("^") if before else own)  # as ResolverMatch.route
        if isinstance(one, URLPattern):
            yield whole
        else:
            yield from _below(one.url_patterns, whole)


def root(language: str) -> str:
    return "/en/" if language == "en" else "/"


def addresses(pattern: str, language: str, about: About) -> list[str]:
    """The addresses to try for a pattern.

    Args:
        pattern: one of TABLE.
        language: one of LANGUAGES.
        about: what to ask for; see `about_release`.
    """
    sample = TABLE[pattern]
    prefix = "/" if pattern in NOT_TRANSLATED else root(language)
    names = [name for _, name, _, _ in string.Formatter().parse(sample) if name]
    return [
        prefix + sample.format(**dict(zip(names, values, strict=True)))
        for values in product(*(about[name] for name in names))
    ]


def about_release(release: Release) -> About:
    """All that can be asked of a release, of its sequence's numbers and of its agency."""
    sequence = release.drawn_sequence() or Sequence.objects.filter(agency=release.agency).first()
    numbers = list(Number.objects.filter(sequence=sequence).order_by("pk"))
    files = release.attached
    pictures = [one for one in files if one.is_picture]
    would_be = [sequence.next_number(release.date), str(sequence.next_serial(release.date))]
    return {
        "release": [release.pk],
        "number": [number.pk for number in (numbers[:1] + numbers[1:][-1:])],  # oldest, newest
        "sequence": [sequence.pk],
        "agency": [release.agency_id],
        "user": [release.edited_by_id],
        "factor": [1],
        "edition": [1],
        "contact": [1],
        "listed": _keys(release.agency.contacts.all()),
        "uid": [release.uid],
        "sought": release.title.split()[:1],
        "open": [*FILES, *DICTIONARIES],
        "paper": [*KINDS],
        "one_paper": ["sheet.txt"],  # all of them go through one door
        "path": [release.path or path_of(release.date, release.title)],
        "year": [f"{release.date:%Y}"],
        "month": [f"{release.date:%m}"],
        "slug": [release.agency.slug],
        "code": [sequence.code],
        "text": [*would_be, *(part for one in numbers if one.text for part in _spellings(one))],
        "verified": [
            "",
            *(f"number={quote(text)}" for text in would_be),
            *(f"number={quote(one.text)}&format=json" for one in numbers if one.text),
            *(f"sha256={sha256}&format=json" for sha256 in _hashes(release)),
        ],
        "file": ["", "format=csv", "format=xlsx"],
        "logo": [f"{'0' * 64}.png"],
        "kept": [f"{one.sha256}/{one.name}" for one in files] or [f"{'0' * 64}/foto.jpg"],
        "picture": [f"{one.sha256}/{width}" for one in pictures for width in one.widths]
        or [f"{'0' * 64}/480"],
        "suffix": ["webp", "jpg"],
        "attachment": _keys(release.attachments.all()),
        "export": [*FORMATS],
        "several": [*several.FORMS],
        "link": _keys(release.links.all()),
        "token": ["x" * 43],  # nobody's; who has a secret adds it
        "invitation": ["1-x"],
        "confirmation": ["x.y.z"],
        "subscription": ["x.z"],
        "form": [release.pk, 0],  # 0 is the form of a new release
        "asked": [*OPEN_FORM],
        "compared": ["revisions", "editions"],
        "position": [1],
        "override": _keys(release.revisions.filter(overrides_four_eyes=True)),
        "houserule": _keys(HouseRule.objects.filter(agency=release.agency)),
        "template": _keys(ReleaseTemplate.objects.filter(agency=release.agency)),
        "archiverow": _keys(release.archive_rows.all()),
        "topic": _keys(release.topics.all()),
        "about": [one.slug for one in release.topics.all()] or ["tidak-ada"],
        "feed": [*FEEDS],
        "page": _keys(Page.objects.all()),
        "notice": _keys(Notice.objects.all()),
        "task": _keys(FailedTask.objects.all()),
        "subscriber": _keys(Subscriber.objects.all()),
        "app": [
            "numbering",
            "releases",
            "agencies",
            "auth",
            "pages",
            "jobs",
            "subscriptions",
            "ingest",
        ],
        "act": [*ACTS],
        "move": [*MOVES],
        "autocomplete": AUTOCOMPLETED,
    }


def _keys(rows: QuerySet) -> list[object]:
    return list(rows.values_list("pk", flat=True)) or [1]


def _hashes(release: Release) -> list[str]:
    """Of its editions, and of the papers that were made of them."""
    sealed = release.editions.values_list("sha256", "made__sha256")
    return sorted({one for both in sealed for one in both if one}) or ["0" * 64]


def _spellings(number: Number) -> tuple[str, str]:
    return number.text, str(number.serial)


# A form's token is random, and so is what a key is asked; a form proposes the present minute; an
# ETag is made from them as well, and the moment passes. No public page has any of them.
TOKEN_OF_A_FORM = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|&quot;challenge&quot;: &quot;[\w-]+&quot;'
    r'|value="\d{4}-\d\d-\d\dT\d\d:\d\d"'
)
OF_THE_MOMENT = {"Date", "Expires"}
# What is not there is searched for by the words of its address, in one field of the page.
SEARCHED_FOR = re.compile(r'(<input id="find-q"[^>]* value=)"([^"]*)"')


def answer(client: Client, address: str, method: str = "get") -> str:
    """All that comes back: status, headers, what people are told on their next page, and body.

    Pages link to themselves in both languages: the address that was asked for is left out.
    """
    response = getattr(client, method)(address)
    told = [str(message) for message in get_messages(response.wsgi_request)]
    client.cookies.pop("messages", None)
    headers = {name: text for name, text in response.items() if name not in OF_THE_MOMENT}
    content = response.getvalue()
    body = content.decode(errors="surrogateescape")
    body += text_in(headers.get("Content-Type", ""), content)
    if TOKEN_OF_A_FORM.search(body):
        headers.pop("ETag", None)
    said = f"{response.status_code} {headers} {told}\n{TOKEN_OF_A_FORM.sub('', body)}"
    asked, _mark, query = address.removeprefix("/en").partition("?")
    if (field := SEARCHED_FOR.search(said)) and field[2] == escape(words_of(asked)):
        said = SEARCHED_FOR.sub(r'\1"WORDS"', said)
    if query:
        for typed in parse_qs(query).get("number", []):  # it stands in its field again
            said = said.replace(f'value="{escape(typed)}"', 'value="ASKED"')
        said = said.replace(f"?{escape(query)}", "?ASKED")
    return said.replace(asked, "ASKED") if asked != "/" else said


def every_address(names: Iterable[str], language: str, about: About) -> list[str]:
    return [one for pattern in names for one in addresses(pattern, language, about)]
