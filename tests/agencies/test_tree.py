"""Agencies stand in a tree, and it is walked upwards and downwards."""

import pytest
from django.core.exceptions import ValidationError

from agencies.models import Agency
from agencies.tree import AgencyTree, above, below

PAIRS = [(1, None), (2, 1), (3, 2), (4, 1), (5, None)]


def planted(name, parent=None, **fields):
    return Agency.objects.create(
        name=name, short_name=name, slug=name.lower(), parent=parent, **fields
    )


@pytest.fixture
def province(db):
    root = planted("Provinsi")
    sehat = planted("Sehat", root)
    planted("Posko", sehat)
    planted("Kabar", root)
    return root


def test_it_works():
    assert above(PAIRS, 3) == [3, 2, 1]
    assert below(PAIRS, [2]) == {2, 3}


def test_below_several_is_below_each():
    assert below(PAIRS, [2, 5]) == {2, 3, 5}


def test_below_none_is_nobody():
    assert below(PAIRS, []) == set()


def test_a_ring_comes_to_an_end():
    ring = [(1, 2), (2, 1)]
    assert above(ring, 1) == [1, 2]
    assert below(ring, [1]) == {1, 2}


def test_each_agency_stands_before_its_children_and_siblings_by_name(province):
    tree = AgencyTree(Agency.objects.all())
    stands = [(agency.name, agency.depth) for agency in tree.agencies]
    assert stands == [("Provinsi", 0), ("Kabar", 1), ("Sehat", 1), ("Posko", 2)]


def test_an_inactive_agency_is_not_found(province):
    planted("Tutup", province, active=False)
    tree = AgencyTree(Agency.objects.all())
    assert tree.find("tutup") is None
    assert tree.find("sehat").name == "Sehat"


def test_the_tree_is_read_with_one_query(province, django_assert_num_queries):
    with django_assert_num_queries(1):
        tree = AgencyTree(Agency.objects.all())
        assert len(tree.family(province)) == 4


def test_an_agency_does_not_belong_to_one_below_it(province):
    province.parent = Agency.objects.get(slug="posko")
    with pytest.raises(ValidationError):
        province.full_clean()


def test_an_agency_does_not_belong_to_itself(province):
    province.parent = province
    with pytest.raises(ValidationError):
        province.full_clean()
