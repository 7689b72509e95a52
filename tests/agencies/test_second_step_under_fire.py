"""A code is good once, however many processes are shown it at the same moment."""

import pytest
from django.contrib.auth.models import User

from agencies.second_factor.codes import shown_by_code
from tests import fleet
from tests.agencies.factoring import code, with_app
from tests.cast import person

pytestmark = pytest.mark.django_db(transaction=True)

REFUSED = 3


def use(pk: int, typed: str) -> None:
    if shown_by_code(User.objects.get(pk=pk), typed) is None:
        raise SystemExit(REFUSED)


@pytest.mark.parametrize("of", ["app", "recovery"])
def test_it_works(of):
    eka = person("eka")
    recovery = with_app(eka)
    typed = code() if of == "app" else recovery[0]
    assert sorted(fleet.run(use, [(eka.pk, typed)] * 4)) == [0, *[REFUSED] * 3]
