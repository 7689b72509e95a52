"""What lists offer to be done with several rows, and what is suggested while one types."""

from collections.abc import Callable
from itertools import product

from django.apps import apps
from django.contrib import admin
from django.db.models import ForeignKey, ManyToManyField, Model
from django.test import RequestFactory

from releases.models import HouseRule, ReleaseTemplate
from tests.permissions.asking import Ask
from tests.permissions.scene import RELATIONS, ROLES, Office
from tests.permissions.table import page, people

DELETED = (HouseRule, ReleaseTemplate)
SEVERAL = {(row["list"], row["action"]): {*people(row["who"])} for row in page()["Several at once"]}
SUGGESTED = {row["of"]: {*people(row["who"])} for row in page()["Suggestions while typing"]}
OF_AN_AGENCY: dict[str, Callable[[Office], str]] = {
    "agencies/agency": lambda office: office.agency.name,
    "numbering/number": lambda office: office.reserved.text,
    "numbering/sequence": lambda office: office.sequence.name,
    "releases/release": lambda office: office.releases["draft"].title,
}


def label(model: type[Model]) -> str:
    return f"{model._meta.app_label}/{model._meta.model_name}"


def test_lists_offer_what_the_table_says(scene):
    offered: dict[tuple[str, str], set[str]] = {}
    for model, desk in admin.site._registry.items():
        for role, user in scene.people.items():
            request = RequestFactory().get("/")
            request.user = user
            for action in desk.get_actions(request) if user.is_active else ():
                offered.setdefault((label(model), action), set()).add(role)
    assert offered == SEVERAL


def test_an_action_is_done_for_whom_it_is_offered_and_where_the_role_reaches(asker, scene):
    for model, role, relation in product(DELETED, ("author", "approver", "registrar"), RELATIONS):
        came = asker.outcome(role, several(model, scene.offices[relation]))
        expected = role == "registrar" and relation in ("own", "below")
        assert (came == "yes") == expected, (model, role, relation, came)


def several(model: type[Model], office: Office) -> Ask:
    """Delete an office's rows from the list, as the browser asks for it in the end."""
    rows = model.objects.filter(agency=office.agency)
    keys = list(rows.values_list("pk", flat=True))
    data = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    return Ask("POST", f"admin/{label(model)}/", data, lambda: not rows.exists())


def pointing() -> dict[str, tuple[type[Model], str]]:
    """For each kind of row that can be suggested, a field that points at one."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey | ManyToManyField):
                to = field.remote_field.model
                desk = admin.site._registry.get(to)
                if desk and desk.search_fields:
                    found[label(to)] = (model, field.name)
    return found


def suggestion(model: type[Model], field: str, term: str = "") -> Ask:
    source = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
    return Ask("GET", "admin/autocomplete/", source | {"field_name": field, "term": term})


def test_suggestions_are_for_whom_the_table_names_and_of_what_they_reach(asker, scene):
    assert pointing().keys() == SUGGESTED.keys()
    for of, (model, field) in pointing().items():
        for role in ROLES:
            came = asker.outcome(role, suggestion(model, field))
            assert (came == "yes") == (role in SUGGESTED[of]), (of, role, came)
        for relation, office in scene.offices.items() if of in OF_AN_AGENCY else ():
            term = OF_AN_AGENCY[of](office)
            answer = asker.tells("author", suggestion(model, field, term))
            assert (term in answer) == (relation in ("own", "below")), (of, relation)
