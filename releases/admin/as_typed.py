"""What a form would make of a release, without saving it: for the preview and for what will be."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.admin import ModelAdmin
from django.db import transaction
from django.forms import all_valid

from agencies.desk import DeskRequest
from releases.models import Release


@contextmanager
def as_typed(
    desk: ModelAdmin, request: DeskRequest, release: Release | None
) -> Iterator[tuple[Release | None, list[str]]]:
    """The release as it would be if the form were saved now. Afterwards nothing has been.

    Saved and rolled back, rather than put together: so it is what saving gives, to the letter.
    That somebody else has saved meanwhile does not matter here.

    Args:
        desk: whose form it is.
        request: a POST of the whole form.
        release: None for a new one.

    Yields:
        The release, or None where the form has problems; and the problems, a sentence each.
    """
    with transaction.atomic():
        change = release is not None
        typed = request.POST.copy()
        if release is not None:
            typed["revision_read"] = str(release.revision)
        form_class = desk.get_form(request, release, change=change)
        form: Any = form_class(typed, request.FILES, instance=release)
        valid = form.is_valid()
        written = desk.save_form(request, form, change=change) if valid else form.instance
        # Django's own, for the form and all below it; its stubs do not know it.
        formsets, _ = desk._create_formsets(request, written, change=change)  # type: ignore[attr-defined]
        if all_valid(formsets) and valid:
            desk.save_model(request, written, form, change=change)
            form.save_m2m()
            for formset in formsets:
                desk.save_formset(request, form, formset, change=change)
            yield written, []
        else:
            found = problems(form, *(row for formset in formsets for row in formset.forms))
            yield None, [*found, *(one for each in formsets for one in each.non_form_errors())]
        transaction.set_rollback(True)


def problems(*forms: Any) -> list[str]:
    """What forms lack, one sentence each, with the field's name before it."""
    found = []
    for form in forms:
        for name, messages in form.errors.get_json_data().items():
            field = form.fields.get(name)
            named = field and not field.widget.is_hidden
            label = f"{str(field.label).capitalize()}: " if named else ""
            found += [label + message["message"] for message in messages]
    return found
