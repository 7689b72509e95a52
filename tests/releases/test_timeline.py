"""The intervals in which editions are public, without a database and without a clock."""

import datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from releases.timeline import (
    HasBegun,
    Span,
    added,
    before,
    cancelled,
    public_at,
    standing,
)
from tests.releases.tape import Tape

LENGTH = 24
FIRST = datetime.datetime(2020, 3, 28, tzinfo=datetime.UTC)


def hour(number: float) -> datetime.datetime:
    return FIRST + datetime.timedelta(hours=number)


def approved(*hours: int) -> list[Span]:
    """One edition after another, each for its hour."""
    spans: list[Span] = []
    for position, begins in enumerate(hours, start=1):
        spans = added(spans, position, hour(begins))
    return spans


def seen(spans: list[Span], *hours: float) -> list[int | None]:
    """The positions of what is public at each hour."""
    found = [public_at(spans, hour(number)) for number in hours]
    return [span and span.position for span in found]


def test_it_works():
    spans = approved(1, 5)
    assert spans == [Span(1, hour(1), hour(5)), Span(2, hour(5))]
    assert seen(spans, 0.9, 1, 4.9, 5, 1000) == [None, 1, 1, 2, 2]


def test_nothing_was_ever_public_of_what_has_no_edition():
    assert public_at([], FIRST) is None
    assert before([], FIRST) is None


def test_an_edition_for_an_earlier_moment_cancels_those_ahead():
    spans = approved(5, 9, 3)
    assert standing(spans) == [Span(3, hour(3))]
    assert seen(spans, 2, 3, 5, 9) == [None, 3, 3, 3]


def test_an_edition_for_the_same_moment_takes_its_place():
    assert seen(approved(1, 5, 5), 1, 4.9, 5) == [1, 1, 3]


def test_an_edition_in_between_ends_the_one_before_and_cancels_the_one_after():
    spans = approved(1, 9, 5)
    assert spans == [Span(1, hour(1), hour(5)), Span(2, hour(9), hour(9)), Span(3, hour(5))]


def test_the_end_of_what_has_ended_does_not_move():
    assert approved(1, 3, 5)[0] == Span(1, hour(1), hour(3))


def test_cancelling_the_last_lets_the_one_before_go_on():
    assert cancelled(approved(1, 5), 2, now=hour(2)) == [Span(1, hour(1)), Span(2, *[hour(5)] * 2)]


def test_cancelling_one_in_the_middle_closes_the_gap():
    spans = cancelled(approved(1, 5, 9), 2, now=hour(2))
    assert seen(spans, 1, 5, 8.9, 9) == [1, 1, 1, 3]


def test_cancelling_the_only_one_leaves_nothing():
    assert seen(cancelled(approved(5), 1, now=hour(2)), 5, 9) == [None, None]


def test_cancelling_what_gave_way_already_changes_nothing():
    spans = approved(1, 9, 5)
    assert cancelled(spans, 2, now=hour(2)) == spans


def test_what_gave_way_does_not_come_back_when_its_rival_is_cancelled():
    assert seen(cancelled(approved(1, 9, 5), 3, now=hour(2)), 5, 9) == [1, 1]


@pytest.mark.parametrize("now", [5, 5.5, 9])
def test_what_has_begun_is_not_cancelled(now):
    with pytest.raises(HasBegun):
        cancelled(approved(1, 5, 9), 2, now=hour(now))


def test_a_new_edition_follows_the_last_one_before_its_moment():
    spans = approved(1, 5)
    assert [before(spans, hour(at)) for at in (1, 5, 6)] == [None, spans[0], spans[1]]


def test_a_cancelled_one_is_followed_by_nothing():
    spans = cancelled(approved(1, 5), 2, now=hour(2))
    assert before(spans, hour(9)) == spans[0]


class Histories(RuleBasedStateMachine):
    """Whatever is approved, cancelled, postponed and withdrawn while time passes."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0
        self.spans: list[Span] = []
        self.tape = Tape(LENGTH)
        self.past: dict[float, int | None] = {}  # what the public saw, once and for all

    def add(self, at: int) -> None:
        position = len(self.spans) + 1
        self.spans = added(self.spans, position, hour(at))
        self.tape.approve(position, at)

    def take_back(self, position: int) -> None:
        self.spans = cancelled(self.spans, position, hour(self.now))
        self.tape.cancel(position)

    @rule(hours=st.integers(1, 6))
    def time_passes(self, hours):
        until = min(self.now + hours, LENGTH - 1)
        for half in range(2 * self.now, 2 * until):
            [self.past[half / 2]] = seen(self.spans, half / 2)
        self.now = until

    @rule()
    def approve_at_once(self):
        # Two at the same moment can't be told apart: nobody saw the first.
        self.add(self.now)

    @rule(data=st.data())
    def approve_for_later(self, data):
        self.add(data.draw(st.integers(self.now, LENGTH - 1)))

    @precondition(lambda self: self.tape.ahead(self.now))
    @rule(data=st.data())
    def cancel(self, data):
        self.take_back(data.draw(st.sampled_from(self.tape.ahead(self.now))))

    @precondition(lambda self: self.tape.ahead(self.now))
    @rule(data=st.data())
    def postpone(self, data):
        last = self.tape.ahead(self.now)[-1]
        begins = self.tape.cells.index(last)
        earliest = self.tape.cells.index(self.tape.cells[begins - 1]) + 1 if begins else 0
        at = data.draw(st.integers(max(earliest, self.now), LENGTH - 1))
        self.take_back(last)
        self.add(at)

    @precondition(lambda self: self.tape.cells[self.now])
    @rule()
    def withdraw(self):
        self.add(self.now)
        assert not self.tape.ahead(self.now)

    @precondition(lambda self: self.tape.seen(self.now))
    @rule(data=st.data())
    def what_has_begun_stays(self, data):
        begun = data.draw(st.sampled_from(self.tape.seen(self.now)))
        with pytest.raises(HasBegun):
            cancelled(self.spans, begun, hour(self.now))

    @invariant()
    def the_public_sees_what_stands_on_the_tape(self):
        assert seen(self.spans, *range(LENGTH)) == self.tape.cells

    @invariant()
    def never_two_at_one_moment(self):
        for half in range(2 * LENGTH):
            at = hour(half / 2)
            public = [one for one in self.spans if one.begins <= at < (one.ends or hour(LENGTH))]
            assert len(public) <= 1

    @invariant()
    def once_public_always_public(self):
        if any(self.tape.cells[: self.now + 1]):
            first = next(place for place, cell in enumerate(self.tape.cells) if cell)
            assert None not in seen(self.spans, *range(first, LENGTH), LENGTH * 100)

    @invariant()
    def nothing_older_returns_over_something_newer(self):
        order = [span.position for span in standing(self.spans)]
        assert order == sorted(order)

    @invariant()
    def the_past_stands(self):
        assert seen(self.spans, *self.past) == list(self.past.values())

    @invariant()
    def one_follows_what_is_public_right_before(self):
        for place in range(1, LENGTH):
            last = before(self.spans, hour(place))
            assert last == public_at(self.spans, hour(place - 0.5))


Histories.TestCase.settings = settings(
    max_examples=200, stateful_step_count=25, derandomize=True, deadline=None
)
TestHistories = Histories.TestCase
