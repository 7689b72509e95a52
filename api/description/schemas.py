"""The shapes of what the API answers, in JSON Schema 2020-12, each member with its meaning.

Written by hand. The tests hold every answer against them, and take no member that is not here.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from releases.files.formats import Kind
from releases.models import Genre

Schema = dict[str, Any]

SAMPLE_UID = "6f0c1a52-6d4b-4d0f-9a55-0d7f3f6f2b11"
SAMPLE_HASH = "9f2c0b6f1a7d4e58b3c6a1d0e9f8c7b6a5d4e3f2019f8e7d6c5b4a3928170605"


def text(said: str, example: Any = None, **more: Any) -> Schema:
    return _with({"type": "string"}, said, example, more)


def number(said: str, example: Any = None, **more: Any) -> Schema:
    return _with({"type": "integer", "minimum": 0}, said, example, more)


def flag(said: str) -> Schema:
    return {"type": "boolean", "description": said}


def moment(said: str, example: str = "2026-03-12T09:30:00.000+07:00") -> Schema:
    return text(said, example, format="date-time")


def address(said: str, example: str) -> Schema:
    return text(said, f"https://news.example{example}", format="uri")


def sha256(said: str) -> Schema:
    return text(said, SAMPLE_HASH, pattern="^[0-9a-f]{64}$")


def maybe(schema: Schema) -> Schema:
    """The same, or null."""
    return schema | {"type": [schema["type"], "null"]}


def listed(items: Schema, said: str) -> Schema:
    return {"type": "array", "items": items, "description": said}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def ref_or_null(name: str, said: str) -> Schema:
    return {"anyOf": [ref(name), {"type": "null"}], "description": said}


def thing(said: str, members: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    """An object that has all of its members, but for the optional ones."""
    required = [name for name in members if name not in optional]
    return {"type": "object", "description": said, "properties": members, "required": required}


def and_besides(name: str, said: str, members: dict[str, Schema]) -> Schema:
    """An object with all members of another one, and more."""
    return {"description": said, "allOf": [ref(name), thing("", members)]}


def _with(schema: Schema, said: str, example: Any, more: Schema) -> Schema:
    schema |= {"description": said, **more}
    return schema if example is None else schema | {"examples": [example]}


def schemas() -> dict[str, Schema]:
    """All of them, by name, in the language of now."""
    return {
        **_of_releases(),
        **_of_one_release(),
        **_of_offices(),
        **_of_problems(),
    }


def _language() -> Schema:
    return text(_("Language of the text."), "id", enum=[code for code, _n in settings.LANGUAGES])


def _numbers() -> Schema:
    number_ = {"type": "string", "examples": ["0012/DP/III/2026"]}
    return listed(number_, _("The official numbers, verbatim. A joint release has several."))


def _of_releases() -> dict[str, Schema]:
    ways = {
        "next": maybe(address(_("The next page."), "/api/v1/releases/?after=…")),
        "previous": maybe(address(_("The page before."), "/api/v1/releases/?before=…")),
    }
    return {
        "Release": thing(
            _("A language version of a release, as lists have it."),
            {
                "uid": text(_("Its identity, for ever."), SAMPLE_UID, format="uuid"),
                "language": _language(),
                "path": text(_("Year, month and slug."), "2026/03/jembatan-dibuka"),
                "url": address(_("Its page."), "/releases/2026/03/jembatan-dibuka/"),
                "api_url": address(
                    _("Its address here."), "/api/v1/releases/2026/03/jembatan-dibuka/"
                ),
                "status": text(
                    _("Of a withdrawn one only number, date, agencies and reason are left."),
                    "published",
                    enum=["published", "corrected", "withdrawn"],
                ),
                "genre": text(_("Kind of release."), "release", enum=list(Genre.values)),
                "date": text(_("The date that it bears."), "2026-03-12", format="date"),
                "numbers": _numbers(),
                "title": text(_("Headline."), "Jembatan Sungai Lama Dibuka Kembali"),
                "summary": text(_("Summary; may be empty."), "Jembatan dibuka pukul 06.00."),
                "note": text(_("What was corrected, or why it was withdrawn."), ""),
                "agency": ref("AgencyName"),
                "joint_with": listed(
                    ref("AgencyName"), _("The other agencies of a joint release.")
                ),
                "topics": listed(ref("TopicName"), _("What it is about.")),
                "published_at": moment(
                    _("When it was first public. Older than this newsroom: midnight of its day.")
                ),
                "updated_at": moment(_("When its present text became public.")),
                "picture": ref_or_null("File", _("Its first picture.")),
            },
        ),
        "Total": thing(
            _("How many were found."),
            {
                "count": number(_("How many were counted."), 128),
                "exact": flag(_("False where there are more than were counted.")),
            },
        ),
        "ReleasePage": thing(
            _("A page of a list."),
            {
                "total": ref("Total"),
                **ways,
                "releases": listed(ref("Release"), _("The releases of this page.")),
            },
        ),
        "FoundRelease": and_besides(
            "Release",
            _("A release with the places where the words stand."),
            {
                "title_html": text(
                    _("The headline as HTML, the words in <mark>."), "<mark>Jembatan</mark> dibuka"
                ),
                "snippet_html": text(
                    _("A place of the text as HTML, the words in <mark>; may be empty."),
                    "… <mark>jembatan</mark> itu dapat dilalui …",
                ),
            },
        ),
        "FoundPage": thing(
            _("A page of what was found."),
            {
                "total": ref("Total"),
                **ways,
                "releases": listed(ref("FoundRelease"), _("The releases of this page.")),
                "suggestion": maybe(text(_("The words better spelled, or null."), "jembatan")),
                "facets": {
                    "type": "object",
                    "description": _(
                        "What the list could be narrowed by: agency, topic, year, genre, language."
                    ),
                    "additionalProperties": listed(ref("Choice"), _("The values of one.")),
                },
            },
        ),
        "Choice": thing(
            _("A value that the list could be narrowed to."),
            {
                "value": text(_("The value for the parameter of that name."), "2026"),
                "count": number(_("How many would be left."), 12),
                "exact": flag(_("False where there are more than were counted.")),
                "chosen": flag(_("Whether the list is narrowed to it already.")),
            },
        ),
        "File": thing(
            _("A picture, film or document."),
            {
                "number": number(_("By which the text names it: [foto 1]."), 1),
                "kind": text(_("What it is."), "picture", enum=list(Kind.values)),
                "url": address(_("Where it is. The same bytes for ever."), "/files/…/foto.jpg"),
                "name": text(_("Its name."), "foto.jpg"),
                "media_type": text(_("Media type."), "image/jpeg"),
                "size": number(_("Size in bytes."), 184320),
                "sha256": sha256(_("SHA-256 of its bytes.")),
                "width": maybe(number(_("Width in pixels."), 2400)),
                "height": maybe(number(_("Height in pixels."), 1600)),
                "caption": text(_("Caption."), "Jembatan sebelum dibuka."),
                "credit": text(_("Who took or made it."), "Dinas Pekerjaan"),
                "alt": text(
                    _("What can be seen, for those who do not see it."), "Jembatan kosong."
                ),
                "decorative": flag(_("Whether it says nothing that the text does not say.")),
                "renditions": listed(ref("Rendition"), _("Smaller versions of a picture.")),
            },
        ),
        "Rendition": thing(
            _("A picture at one width, in one format."),
            {
                "width": number(_("Width in pixels."), 480),
                "media_type": text(_("Media type."), "image/webp"),
                "url": address(_("Where it is."), "/renditions/…/480.webp"),
            },
        ),
    }


def _of_one_release() -> dict[str, Schema]:
    some = {"type": "object", "description": _("As it was sealed.")}
    return {
        "Edition": and_besides(
            "Release",
            _("One edition of a release, whole."),
            {
                "edition": number(_("Which edition, as the public has seen them, from 1."), 2),
                "current": flag(_("Whether it is the one that holds now.")),
                "content": ref("Content"),
                "sha256": sha256(
                    _(
                        "SHA-256 of the content as JSON in UTF-8 with sorted keys and no white "
                        "space: whoever keeps both can prove that nothing was changed."
                    )
                ),
                "body_html": text(
                    _("The text as its page shows it, with figures and whole addresses."),
                    "<p><b>Kota Lama</b> – Jembatan dibuka.</p>",
                ),
                "body_text": text(_("The text without markup."), "Kota Lama – Jembatan dibuka."),
                "files": listed(ref("File"), _("Its pictures, films and documents.")),
                "redaction": ref_or_null("Redaction", _("That its text was removed, and why.")),
                "editions": listed(ref("EditionInBrief"), _("All editions, the first one first.")),
            },
        ),
        "WholeRelease": and_besides(
            "Edition",
            _("A release as it is now."),
            {
                "translations": listed(ref("Relative"), _("Its other language versions.")),
                "replaces": listed(ref("Relative"), _("Releases whose place it takes.")),
                "replaced_by": ref_or_null("Relative", _("The release that takes its place.")),
            },
        ),
        "EditionInBrief": thing(
            _("An edition among the others."),
            {
                "edition": number(_("Which one, from 1."), 1),
                "url": address(
                    _("Where it is whole."), "/api/v1/releases/2026/03/jembatan-dibuka/editions/1/"
                ),
                "public_from": moment(_("When it became public.")),
                "public_until": maybe(moment(_("When the next one took its place."))),
                "sha256": sha256(_("SHA-256 of its content.")),
                "note": text(_("What was corrected."), ""),
            },
        ),
        "Content": thing(
            _("What was sealed at the approval, with what stood on the paper that day."),
            {
                "format": number(_("Of this form; 1 so far."), 1),
                "uid": text(_("Its identity, for ever."), SAMPLE_UID, format="uuid"),
                "path": text(_("Year, month and slug."), "2026/03/jembatan-dibuka"),
                "language": _language(),
                "kind": text(_("What kind of edition."), "release"),
                "genre": text(_("Kind of release, unless a press release."), "statement"),
                "agency": text(_("Slug of the agency."), "dinas-pekerjaan"),
                "joint": listed(some, _("The other agencies, each with its letterhead.")),
                "date": text(_("The date that it bears."), "2026-03-12", format="date"),
                "numbers": _numbers(),
                "title": text(_("Headline."), "Jembatan Sungai Lama Dibuka Kembali"),
                "summary": text(_("Summary; may be empty."), "Jembatan dibuka pukul 06.00."),
                "dateline": text(_("Where it was written; may be empty."), "Kota Lama"),
                "body": text(_("The text as clean HTML."), "<p>Jembatan dibuka.</p>"),
                "note": text(_("What was corrected."), ""),
                "letterhead": some,
                "contacts": listed(
                    some, _("Whom to ask: name, position, telephones, e-mail, hours, languages.")
                ),
                "attachments": listed(some, _("What was sealed of its files.")),
                "published_at": moment(_("When it was first public."), "2026-03-12T02:30:00.000Z"),
                "public_from": moment(_("When it became public."), "2026-03-12T02:30:00.000Z"),
            },
            optional=("genre", "joint", "attachments", "note"),
        ),
        "Redaction": thing(
            _("That the text of an edition was removed."),
            {
                "authority": text(_("On whose word."), "Pengadilan Kota Lama, 12/2026"),
                "reason": text(_("Why."), "Memuat data pribadi."),
                "at": moment(_("When.")),
            },
        ),
        "Relative": thing(
            _("Another release that one belongs to."),
            {
                "language": _language(),
                "title": text(_("Headline; empty where it was withdrawn."), "Old Bridge Reopened"),
                "numbers": _numbers(),
                "url": address(_("Its page."), "/en/releases/2026/03/old-bridge-reopened/"),
                "api_url": address(
                    _("Its address here."), "/api/v1/releases/2026/03/old-bridge-reopened/"
                ),
            },
        ),
    }


def _agency_name() -> dict[str, Schema]:
    return {
        "slug": text(_("By which it is asked for."), "dinas-pekerjaan"),
        "name": text(_("Its name."), "Dinas Pekerjaan Kota Lama"),
        "short_name": text(_("Its short name."), "Dinas Pekerjaan"),
    }


def _topic_name() -> dict[str, Schema]:
    return {
        "slug": text(_("By which it is asked for."), "transportasi"),
        "name": text(_("In Indonesian."), "Transportasi"),
        "name_en": text(_("In English."), "Transport"),
    }


def _of_offices() -> dict[str, Schema]:
    agency = _agency_name() | {
        "parent": maybe(text(_("Slug of the agency that it belongs to."), "balai-kota")),
        "url": address(_("Its page."), "/agencies/dinas-pekerjaan/"),
        "api_url": address(_("Its address here."), "/api/v1/agencies/dinas-pekerjaan/"),
    }
    whole = {
        "children": listed({"type": "string"}, _("Slugs of those that belong to it.")),
        "letterhead": {
            "type": ["object", "null"],
            "description": _("Its letterhead of today: lines, address, telephones, site."),
        },
        "contacts": listed(ref("Contact"), _("Its contacts for everybody.")),
    }
    topic = _topic_name() | {
        "count": number(_("How many language versions of releases stand under it."), 31),
        "url": address(_("Its page."), "/topics/transportasi/"),
    }
    names = ("releases", "search", "agencies", "contacts", "topics")
    ways = {name: address(_("Where it begins."), f"/api/v1/{name}/") for name in names}
    ways["openapi"] = address(_("This description."), "/api/v1/openapi.json")
    return {
        "AgencyName": thing(_("An agency by its names."), _agency_name()),
        "Agency": thing(_("An agency."), agency),
        "WholeAgency": and_besides("Agency", _("An agency with all that is said of it."), whole),
        "AgencyList": thing(
            _("The active agencies."),
            {"agencies": listed(ref("Agency"), _("Each after the one it belongs to."))},
        ),
        "Contact": thing(
            _("Somebody who answers questions about releases."),
            {
                "agency": text(_("Slug of the agency."), "dinas-pekerjaan"),
                "name": text(_("Name."), "Rini Wardhani"),
                "position": text(_("What they are; may be empty."), "Humas"),
                "phones": listed({"type": "string"}, _("Telephones.")),
                "email": text(_("E-mail; may be empty."), "humas@dinas.example"),
                "hours": text(_("When they answer; may be empty."), "08.00–16.00"),
                "languages": text(_("In which languages; may be empty."), "Indonesia, Inggris"),
            },
        ),
        "ContactList": thing(
            _("The contacts for everybody."),
            {"contacts": listed(ref("Contact"), _("By agency."))},
        ),
        "TopicName": thing(_("A topic by its names."), _topic_name()),
        "Topic": thing(_("A topic that something public stands under."), topic),
        "TopicList": thing(_("The topics."), {"topics": listed(ref("Topic"), _("By name."))}),
        "Index": thing(_("Where to go from here."), ways),
    }


def _of_problems() -> dict[str, Schema]:
    problem = {
        "type": text(
            _("Which problem, as an address that explains it; about:blank: what its status says."),
            "https://news.example/api/#wrong-parameters",
        ),
        "title": text(_("The problem in a few words."), "Wrong parameters"),
        "status": number(_("The status of the answer."), 400),
        "detail": text(_("What is wrong, and what to do."), "Some parameters make no sense."),
    }
    error = {
        "parameter": text(_("Which parameter."), "month"),
        "detail": text(_("What is wrong, and what to do."), "Give a whole number from 1 to 12."),
    }
    office = {
        "slug": text(_("By which it is asked for."), "dinas-pekerjaan"),
        "name": text(_("Its name."), "Dinas Pekerjaan Kota Lama"),
    }
    gone = {
        "uid": text(_("Its identity, for ever."), SAMPLE_UID, format="uuid"),
        "numbers": _numbers(),
        "date": text(_("The date that it bore."), "2026-03-12", format="date"),
        "agencies": listed(thing(_("An agency."), office), _("Who had issued it.")),
        "withdrawn_at": moment(_("When it was withdrawn.")),
        "reason": text(_("Why."), "Acara itu dibatalkan."),
    }
    return {
        "Problem": thing(_("What is wrong, after RFC 9457."), problem),
        "WrongParameters": and_besides(
            "Problem",
            _("All that is wrong with the parameters at once."),
            {"errors": listed(thing(_("One of them."), error), _("Each with what to do."))},
        ),
        "Withdrawn": and_besides(
            "Problem", _("That a release was withdrawn, and all that is left of it."), gone
        ),
    }
