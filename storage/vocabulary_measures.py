"""The terms of measures, and of the meetings that look at them; values are what the database holds."""

from __future__ import annotations

from enum import StrEnum


class TargetKind(StrEnum):
    """How a target is meant: a value to reach, a floor, a ceiling, or a change from the baseline."""

    ABSOLUTE = "absolute"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    INCREASE = "increase"
    DECREASE = "decrease"


class TargetUnit(StrEnum):
    """What a target counts."""

    PERCENT = "percent"
    POINTS = "points"
    NUMBER = "number"


class TargetBase(StrEnum):
    """What an increase or decrease starts from: the measure's baseline, or the year before."""

    BASELINE = "baseline"
    YEAR_BEFORE = "year_before"


class Doubt(StrEnum):
    """Why a value looks like a typing error; whoever entered it is asked, and may well be right."""

    OVER_HUNDRED = "over_hundred"
    BELOW_ZERO = "below_zero"
    FAR_OFF = "far_off"
    DECIMAL_POINT = "decimal_point"
    AHEAD = "ahead"
    BEFORE_PLAN = "before_plan"
    SAME_DAY = "same_day"


class EnteredBy(StrEnum):
    """How a value of a measure came in."""

    SLACK = "slack"
    CSV = "csv"


class Attainment(StrEnum):
    """What a year says of a measure's target (Y-04); without a value or a target nothing is claimed."""

    MET = "met"
    NOT_MET = "not_met"
    NO_VALUE = "no_value"
    NO_TARGET = "no_target"
    NO_BASELINE = "no_baseline"


class TermKind(StrEnum):
    """The stretches of a school year that have a meeting of their own (B-R07, B-R09, B-R10)."""

    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"


class Departure(StrEnum):
    """How an action left its course, so that cause and adjustment are asked for (Q-05)."""

    BEHIND = "behind"
    DONE_LATE = "done_late"
    REDATED = "redated"


class DecisionKind(StrEnum):
    """What a meeting writes down."""

    SUPPORT = "support"
    ADJUSTMENT = "adjustment"
    RECOMMENDATION = "recommendation"
    EXPLANATION = "explanation"
    COMMENT = "comment"
