"""What programs look for at fixed addresses: robots.txt (RFC 9309) and security.txt (RFC 9116)."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

PLAIN = "text/plain; charset=utf-8"
HOLDS = datetime.timedelta(days=30)  # what security.txt says, where no day is set
# The desk; and what is found by a question, of which there are more than pages. What lies behind a
# secret is not named: whoever finds its address says to search engines that it is not for them.
NOT_FOR_ROBOTS = ("/admin/", "/en/admin/", "/releases/?", "/en/releases/?")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    lines += ["Allow: /", "", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole. Section 2.5: at least `Contact` and `Expires`, and no more here.

    Where nobody is named the newsroom's contacts are; without a day it holds for a month.
    """
    contacts = settings.SECURITY_CONTACT or [
        request.build_absolute_uri(reverse("releases:contacts"))
    ]
    day = parse_date(settings.SECURITY_EXPIRES) or timezone.localdate() + HOLDS
    end = datetime.datetime.combine(day, datetime.time(), timezone.get_current_timezone())
    lines = [f"Contact: {contact}" for contact in contacts]
    lines += [f"Expires: {end.isoformat()}", "Preferred-Languages: id, en"]
    lines += [f"Canonical: {request.build_absolute_uri(request.path)}"]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)
