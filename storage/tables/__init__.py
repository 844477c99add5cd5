"""The tables, by part of the domain.

A part is loaded by the first `from storage.tables import ...` that names one of its tables, and with it the
parts that it refers to. A table costs a start a millisecond and an eighth of a megabyte, and few are needed
to answer the first visit.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.tables.calendars import CalendarSpan, Schedule, SchoolCalendar, Term
    from storage.tables.checkins import ActionReport, CheckIn, Cycle, CycleStep, Revision
    from storage.tables.coaching import Feedback, SavedQuestion, TeamQuestion
    from storage.tables.course import Adjustment, MilestoneAdjustment, PracticeExpert, Support
    from storage.tables.deliveries import AuditEvent, Delivery
    from storage.tables.drafts import FormDraft
    from storage.tables.flags import Alert, Flag, QuestionAsked, Subscription
    from storage.tables.instruments import Working, WorkingAnswer, WorkingCount, WorkingDecision, WorkingSeat
    from storage.tables.measures import Decision, MeasureValue, Passage, TermReport
    from storage.tables.organizations import (
        Absence,
        Downtime,
        NamedChannel,
        Organization,
        Person,
        Role,
        Team,
        TeamMember,
        Workspace,
    )
    from storage.tables.outgoing import CalendarShare, MailReader, Outgoing, Webhook
    from storage.tables.plan_files import PlanCopy, PlanFile
    from storage.tables.plans import (
        Action,
        ActionCollaborator,
        ActionPredecessor,
        DueDateMove,
        Goal,
        GoalMeasure,
        Milestone,
        Output,
        Plan,
        PriorityArea,
        Strategy,
        StrategyMeasure,
    )
    from storage.tables.rollup import PracticeCount, PracticeTotal
    from storage.tables.rootcause import CauseTest, CauseVote, PossibleCause, RootCauseBone, RootCauseSession
    from storage.tables.versions import PlanVersion

_PARTS = {
    "calendars": ("CalendarSpan", "Schedule", "SchoolCalendar", "Term"),
    "checkins": ("ActionReport", "CheckIn", "Cycle", "CycleStep", "Revision"),
    "coaching": ("Feedback", "SavedQuestion", "TeamQuestion"),
    "course": ("Adjustment", "MilestoneAdjustment", "PracticeExpert", "Support"),
    "deliveries": ("AuditEvent", "Delivery"),
    "drafts": ("FormDraft",),
    "flags": ("Alert", "Flag", "QuestionAsked", "Subscription"),
    "instruments": ("Working", "WorkingAnswer", "WorkingCount", "WorkingDecision", "WorkingSeat"),
    "measures": ("Decision", "MeasureValue", "Passage", "TermReport"),
    "organizations": (
        "Absence",
        "Downtime",
        "NamedChannel",
        "Organization",
        "Person",
        "Role",
        "Team",
        "TeamMember",
        "Workspace",
    ),
    "outgoing": ("CalendarShare", "MailReader", "Outgoing", "Webhook"),
    "plan_files": ("PlanCopy", "PlanFile"),
    "plans": (
        "Action",
        "ActionCollaborator",
        "ActionPredecessor",
        "DueDateMove",
        "Goal",
        "GoalMeasure",
        "Milestone",
        "Output",
        "Plan",
        "PriorityArea",
        "Strategy",
        "StrategyMeasure",
    ),
    "rollup": ("PracticeCount", "PracticeTotal"),
    "rootcause": ("CauseTest", "CauseVote", "PossibleCause", "RootCauseBone", "RootCauseSession"),
    "versions": ("PlanVersion",),
}
_PART_OF = {name: part for part, names in _PARTS.items() for name in names}

__all__ = [
    "Absence",
    "Action",
    "ActionCollaborator",
    "ActionPredecessor",
    "ActionReport",
    "Adjustment",
    "Alert",
    "AuditEvent",
    "CalendarShare",
    "CalendarSpan",
    "CauseTest",
    "CauseVote",
    "CheckIn",
    "Cycle",
    "CycleStep",
    "Decision",
    "Delivery",
    "Downtime",
    "DueDateMove",
    "Feedback",
    "Flag",
    "FormDraft",
    "Goal",
    "GoalMeasure",
    "MailReader",
    "MeasureValue",
    "Milestone",
    "MilestoneAdjustment",
    "NamedChannel",
    "Organization",
    "Outgoing",
    "Output",
    "Passage",
    "Person",
    "Plan",
    "PlanCopy",
    "PlanFile",
    "PlanVersion",
    "PossibleCause",
    "PracticeCount",
    "PracticeExpert",
    "PracticeTotal",
    "PriorityArea",
    "QuestionAsked",
    "Revision",
    "Role",
    "RootCauseBone",
    "RootCauseSession",
    "SavedQuestion",
    "Schedule",
    "SchoolCalendar",
    "Strategy",
    "StrategyMeasure",
    "Subscription",
    "Support",
    "Team",
    "TeamMember",
    "TeamQuestion",
    "Term",
    "TermReport",
    "Webhook",
    "Working",
    "WorkingAnswer",
    "WorkingCount",
    "WorkingDecision",
    "WorkingSeat",
    "Workspace",
    "register_all",
]


def __getattr__(name: str) -> Any:
    """Give a table; its part is loaded when one of it is first named."""
    if name not in _PART_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PART_OF[name]}"), name)


def register_all() -> None:
    """Register every table, for those who look at the database as a whole."""
    for part in _PARTS:
        import_module(f"{__name__}.{part}")
