"""A primary key that no database has room for is refused in words, like any that is not there."""

from types import SimpleNamespace

import pytest

from releases.models import Release
from tests.permissions.releases import typed

CHOSEN = ("agency", "sequence", "reservation", "addendum_to", "contacts", "topics", "joint_with")


@pytest.mark.parametrize("field", CHOSEN)
def test_it_is_refused(client, office, sequence, draft, ani, field):
    client.force_login(ani)
    address = f"/en/admin/releases/release/{draft.pk}/change/"
    data = typed(SimpleNamespace(agency=office), draft) | {field: "9" * 40}
    page = client.post(address, data)
    assert page.status_code == 200
    assert field in page.context["adminform"].form.errors
    assert "Judul yang baru" in page.content.decode()  # what was typed is still there
    assert Release.objects.get().title != "Judul yang baru"


def test_it_is_refused_of_a_sequence_that_is_shared(client, sequence, dewi):
    client.force_login(dewi)
    address = f"/en/admin/numbering/sequence/{sequence.pk}/change/"
    page = client.post(address, {"name": "Siaran", "shared_with": "9" * 40})
    assert page.status_code == 200
    assert "shared_with" in page.context["adminform"].form.errors
