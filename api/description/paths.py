"""The addresses of the API, what they are asked, and what they answer."""

from typing import Any

from django.utils.translation import gettext as _

from api.description.schemas import SAMPLE_UID, ref
from api.parameters import LIST, Parameter
from api.problems import MEDIA_TYPE
from api.releases import Search

Said = dict[str, Any]

YEAR, MONTH = "^[12][0-9]{3}$", "^(0[1-9]|1[0-2])$"
SLUG, UUID = "^[-a-zA-Z0-9_]+$", "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


def paths() -> dict[str, Said]:
    """All of them, in the language of now."""
    whole = (
        _in_the_path("year", _("Year of its date."), YEAR, "2026"),
        _in_the_path("month", _("Month of its date, in two digits."), MONTH, "03"),
        _in_the_path("slug", _("The last part of its address."), SLUG, "jembatan-dibuka"),
    )
    release = "/api/v1/releases/{year}/{month}/{slug}/"
    uid = _in_the_path("uid", _("Its identity."), UUID, SAMPLE_UID)
    agency = _in_the_path("slug", _("The slug of an agency."), SLUG, "dinas-pekerjaan")
    edition = _in_the_path("number", _("Which edition, from 1."), "^[0-9]{1,4}$", "1")
    return {
        "/api/v1/": _get("index", _("Where to begin"), "Index", kept_from=()),
        "/api/v1/releases/": _get(
            "releases",
            _("Releases"),
            "ReleasePage",
            said=_(
                "Every language version of every release, newest first, a page at a time. All "
                "filters can be combined. Walk on by next, which the header Link has as well."
            ),
            query=LIST,
            kept_from=("400",),
        ),
        release: _get(
            "release",
            _("One release"),
            "WholeRelease",
            said=_("As it is now, with its editions and files. A withdrawn one answers 410."),
            where=whole,
            kept_from=("404", "410"),
        ),
        f"{release}editions/{{number}}/": _get(
            "edition",
            _("One edition"),
            "Edition",
            said=_("As it was before it was corrected; the last one is what holds now."),
            where=(*whole, edition),
            kept_from=("404", "410"),
        ),
        "/api/v1/releases/{uid}/": _get(
            "releaseByUid",
            _("One release by its identity"),
            "WholeRelease",
            said=_("The same answer. The feeds name releases by this identity."),
            where=(uid,),
            kept_from=("404", "410"),
        ),
        "/api/v1/search/": _get(
            "search",
            _("Search"),
            "FoundPage",
            said=_(
                "The releases that words find, the best first, with the places where they stand, "
                "what the list could be narrowed by, and a better spelling."
            ),
            query=Search.parameters,
            kept_from=("400",),
        ),
        "/api/v1/agencies/": _get("agencies", _("Agencies"), "AgencyList", kept_from=()),
        "/api/v1/agencies/{slug}/": _get(
            "agency", _("One agency"), "WholeAgency", where=(agency,), kept_from=("404",)
        ),
        "/api/v1/contacts/": _get("contacts", _("Contacts"), "ContactList", kept_from=()),
        "/api/v1/topics/": _get("topics", _("Topics"), "TopicList", kept_from=()),
        "/api/v1/openapi.json": _get("openapi", _("This description"), "", kept_from=()),
    }


def _get(
    name: str,
    summary: str,
    schema: str,
    *,
    said: str = "",
    where: tuple[Said, ...] = (),
    query: tuple[Parameter, ...] = (),
    kept_from: tuple[str, ...],
) -> Said:
    """An address that is read.

    Args:
        schema: of its answer; "" for any object.
        kept_from: the statuses that it answers besides those of all.
    """
    refusals = sorted({*kept_from, "400", "405", "429", "500", "503"})
    answer: Said = {
        "description": _("What was asked for."),
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag",)},
        "content": {"application/json": {"schema": ref(schema) if schema else {"type": "object"}}},
    }
    if query:
        answer["headers"]["Link"] = {"$ref": "#/components/headers/Link"}
    operation: Said = {
        "operationId": name,
        "summary": summary,
        "parameters": [*where, *map(_in_the_query, query)],
        "responses": {
            "200": answer,
            "304": {"description": _("You have it already: the ETag is the same.")},
        }
        | {status: {"$ref": f"#/components/responses/{status}"} for status in refusals},
    }
    return {"get": operation | ({"description": said} if said else {})}


def _in_the_path(name: str, said: str, pattern: str, example: str) -> Said:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": said,
        "schema": {"type": "string", "pattern": pattern},
        "example": example,
    }


def _in_the_query(one: Parameter) -> Said:
    return {
        "name": one.name,
        "in": "query",
        "required": one.required,
        "description": str(one.said),
        "schema": one.schema,
        "example": one.example,
    }


def refusals() -> dict[str, Said]:
    """What is answered instead, by status."""
    told = {
        "400": (_("Parameters that make no sense, all at once."), "WrongParameters"),
        "404": (_("There is nothing public at this address."), "Problem"),
        "405": (_("Another method than GET, HEAD or OPTIONS."), "Problem"),
        "410": (_("The release was withdrawn."), "Withdrawn"),
        "429": (_("More requests than are answered at a time."), "Problem"),
        "500": (_("Something went wrong on our side."), "Problem"),
        "503": (_("Down for maintenance."), "Problem"),
    }
    answers: dict[str, Said] = {
        status: {"description": said, "content": {MEDIA_TYPE: {"schema": ref(schema)}}}
        for status, (said, schema) in told.items()
    }
    for status in ("429", "503"):
        answers[status]["headers"] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
    answers["405"]["headers"] = {"Allow": {"$ref": "#/components/headers/Allow"}}
    return answers


def headers() -> dict[str, Said]:
    told = {
        "ETag": (_("Changes with every byte of the answer. Send it back in If-None-Match."), True),
        "Link": (_("The next page and the one before, as next and prev."), False),
        "Retry-After": (_("How many seconds to wait."), True),
        "Allow": (_("The methods that are answered."), True),
    }
    return {
        name: {"description": said, "required": required, "schema": {"type": "string"}}
        for name, (said, required) in told.items()
    }
