"""What all agencies share: topics, pages and notices, people, the list of agencies itself."""

from django.contrib.auth.models import User

from agencies.models import Agency, Membership
from numbering.clock import database_now
from pages.models import Notice, Page
from releases.models import Topic
from tests.permissions.asking import Ask
from tests.permissions.reference import EMPTY
from tests.permissions.scene import ROLES, Scene
from tests.permissions.table import SEEING, cells

TABLE = cells("What all agencies share")
PAGE = {"title": "Baru", "title_en": "New", "body": "Satu.", "body_en": "One."}
NOTICE = {
    "text": "Listrik padam",
    "text_en": "No electricity",
    "begins": "2026-01-01T08:00",
    "ends": "2098-01-01T08:00",
}
TOPIC = {"name": "Sungai", "name_en": "Rivers", "slug": "sungai"}


def asks(scene: Scene) -> dict[str, Ask]:
    topic = f"admin/releases/topic/{scene.topic.pk}"
    person = f"admin/auth/user/{scene.people['none'].pk}"
    password = "kata-sandi-yang-panjang"
    # As somebody who was invited, and has never come yet.
    User.objects.filter(username="none").update(email="none@example.org", last_login=None)

    def was_renewed() -> bool:
        return not made(User, username="none", password=scene.people["none"].password)

    page = f"admin/pages/page/{scene.page.pk}/change/"
    notice = f"admin/pages/notice/{scene.notice.pk}"
    return {
        "GET page": Ask("GET", page),
        "POST page": Ask("POST", page, PAGE, lambda: made(Page, key="about", title="Baru")),
        "POST add page": Ask(
            "POST",
            "admin/pages/page/add/",
            PAGE | {"key": "accessibility"},
            lambda: made(Page, key="accessibility"),
        ),
        "GET notice": Ask("GET", f"{notice}/change/"),
        "POST notice": Ask(
            "POST", f"{notice}/change/", NOTICE, lambda: made(Notice, text="Listrik padam")
        ),
        "POST add notice": Ask(
            "POST", "admin/pages/notice/add/", NOTICE, lambda: made(Notice, text="Listrik padam")
        ),
        "POST end notice": Ask(
            "POST", f"{notice}/end/", {}, lambda: made(Notice, ends__lte=database_now())
        ),
        "GET topic": Ask("GET", f"{topic}/change/"),
        "POST topic": Ask("POST", f"{topic}/change/", TOPIC, lambda: made(Topic, name="Sungai")),
        "POST add topic": Ask(
            "POST", "admin/releases/topic/add/", TOPIC, lambda: made(Topic, name="Sungai")
        ),
        "POST merge": Ask(
            "POST",
            f"{topic}/merge/",
            {"into": scene.other_topic.pk},
            lambda: made(Topic, merged_into=scene.other_topic),
        ),
        "POST add agency": Ask(
            "POST",
            "admin/agencies/agency/add/",
            EMPTY
            | {"name": "Baru", "short_name": "Baru", "slug": "baru"}
            | {"four_eyes": "strict", "tint": "ink"},
            lambda: made(Agency, slug="baru"),
        ),
        "POST add person": Ask(
            "POST",
            "admin/auth/user/add/",
            {
                "username": "eka",
                "usable_password": "true",
                "password1": password,
                "password2": password,
            },
            lambda: made(User, username="eka"),
        ),
        "GET invite": Ask("GET", "admin/auth/user/invite/"),
        "POST invite": Ask(
            "POST",
            "admin/auth/user/invite/",
            invitation(scene.offices["own"].agency),
            lambda: made(Membership, user__username="eka", role="author"),
        ),
        "POST invite again": Ask("POST", f"{person}/invite/", {"language": "id"}, was_renewed),
        "GET person": Ask("GET", f"{person}/change/"),
        "GET person left": Ask("GET", f"{person}/left/"),
        "POST person left": Ask(
            "POST", f"{person}/left/", {}, lambda: made(User, username="none", is_active=False)
        ),
        "POST person delete": Ask("POST", f"{person}/delete/", {"post": "yes"}),
        "POST example": Ask("POST", "admin/numbering/sequence/example/?pattern=%7Bserial%7D"),
    }


def invitation(agency: Agency) -> dict[str, object]:
    """What is typed to invite an author."""
    return {
        "first_name": "Eka",
        "email": "eka@example.org",
        "language": "id",
        "roles-TOTAL_FORMS": 1,
        "roles-INITIAL_FORMS": 0,
        "roles-0-agency": agency.pk,
        "roles-0-role": "author",
    }


def made(model, **fields) -> bool:
    return model.objects.filter(**fields).exists()


def test_a_role_does_what_its_cells_say(asker, scene):
    assert TABLE.keys() == {(what, role) for what in asks(scene) for role in SEEING}
    wrong = []
    for what, ask in asks(scene).items():
        for role in ROLES:
            without = {"none": "403", "deactivated": "login"}
            expected = without.get(role) or TABLE[what, role]["outcome"]
            if (came := asker.outcome(role, ask)) != expected:
                wrong.append(f"{role}, {what}: {came} instead of {expected}")
    assert not wrong, "\n".join(["docs/permissions.md says otherwise:", *wrong])
