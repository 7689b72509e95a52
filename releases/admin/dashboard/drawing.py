"""The bars of a chart: one stack a month, in percent of its width and in pixels of its height.

So that words keep their size on a telephone: nothing is scaled, only the bars get narrower.
"""

import datetime
from dataclasses import dataclass

from releases.admin.dashboard.chart import Published

TOP, HEIGHT = 20, 160  # pixels: above the bars stands their sum
BASE = TOP + HEIGHT
FILLED = 0.7  # of the width that each month has


@dataclass(frozen=True)
class Segment:
    """One agency's part of a bar. `fill` counts the patterns from 0."""

    fill: int
    y: str
    height: str


@dataclass(frozen=True)
class Bar:
    """One month. Numbers are words here: a template would print them with a comma."""

    month: datetime.date
    total: int
    x: str
    width: str
    middle: str
    label_y: str
    segments: list[Segment]


def bars(published: Published) -> list[Bar]:
    """The bars, the highest as high as the chart."""
    share = 100 / len(published.months)
    highest = max(published.totals, default=0) or 1
    drawn = []
    for place, (month, counts, total) in enumerate(published.rows):
        segments, y = [], float(BASE)
        for fill, count in enumerate(counts):
            height = HEIGHT * count / highest
            y -= height
            if count:
                segments.append(Segment(fill, f"{y:.1f}", f"{height:.1f}"))
        drawn.append(
            Bar(
                month=month,
                total=total,
                x=f"{(place + (1 - FILLED) / 2) * share:.2f}%",
                width=f"{FILLED * share:.2f}%",
                middle=f"{(place + 0.5) * share:.2f}%",
                label_y=f"{y - 6:.1f}",
                segments=segments,
            )
        )
    return drawn
