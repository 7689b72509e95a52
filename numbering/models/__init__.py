"""The number book: sequences, the counters behind them, and the register of every number."""

from numbering.models.number import Number, NumberQuerySet, Origin, State
from numbering.models.sequence import Counter, Sequence, SequenceQuerySet, today

__all__ = [
    "Counter",
    "Number",
    "NumberQuerySet",
    "Origin",
    "Sequence",
    "SequenceQuerySet",
    "State",
    "today",
]
