"""The quantities of the planning template and of each cycle, all from one snapshot (inventory B)."""

from bot.rules.quantities.counts import Counts, count, due_on
from bot.rules.quantities.departures import CourseFigures, Departed, course
from bot.rules.quantities.effects import (
    Followed,
    SupportFigures,
    adjustment_effect,
    followed,
    support_effect,
)
from bot.rules.quantities.figure import Ids, Ratio, RatioJson, ratio_of
from bot.rules.quantities.month import (
    FEW_MINUTES,
    Lateness,
    MonthFigures,
    Moved,
    Received,
    Requests,
    Typical,
    above_peers,
    month,
)
from bot.rules.quantities.snapshot import Snapshot, TimingFacts
from bot.rules.quantities.terms import (
    QuarterFigures,
    SemesterFigures,
    YearFigures,
    quarter,
    semester,
    year,
)

__all__ = [
    "FEW_MINUTES",
    "Counts",
    "CourseFigures",
    "Departed",
    "Followed",
    "Ids",
    "Lateness",
    "MonthFigures",
    "Moved",
    "QuarterFigures",
    "Ratio",
    "RatioJson",
    "Received",
    "Requests",
    "SemesterFigures",
    "Snapshot",
    "SupportFigures",
    "TimingFacts",
    "Typical",
    "YearFigures",
    "above_peers",
    "adjustment_effect",
    "count",
    "course",
    "due_on",
    "followed",
    "month",
    "quarter",
    "ratio_of",
    "semester",
    "support_effect",
    "year",
]
