"""The tables, by part of the domain.

Those that every start works with are registered by importing this package. The others are loaded by the
first `from storage.tables import ...` that names one: a table costs a start a millisecond and an eighth of
a megabyte. They refer to tables of their own part and to those of every start, never to one another.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from storage.tables.calendars import CalendarSpan, Schedule, SchoolCalendar, Term
from storage.tables.checkins import ActionReport, CheckIn, Cycle, CycleStep, Revision
from storage.tables.course import Adjustment, MilestoneAdjustment, PracticeExpert, Support
from storage.tables.deliveries import AuditEvent, Delivery
from storage.tables.flags import Alert, Downtime, Flag, QuestionAsked, Subscription
from storage.tables.organizations import (
    Absence,
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

if TYPE_CHECKING:
    from storage.tables.coaching import Feedback, SavedQuestion, TeamQuestion
    from storage.tables.drafts import FormDraft
    from storage.tables.instruments import Working, WorkingAnswer, WorkingCount, WorkingDecision, WorkingSeat
    from storage.tables.measures import Decision, MeasureValue, Passage, TermReport
    from storage.tables.rootcause import CauseTest, CauseVote, PossibleCause, RootCauseBone, RootCauseSession
    from storage.tables.versions import PlanVersion

_SELDOM = {
    "coaching": ("Feedback", "SavedQuestion", "TeamQuestion"),
    "drafts": ("FormDraft",),
    "instruments": ("Working", "WorkingAnswer", "WorkingCount", "WorkingDecision", "WorkingSeat"),
    "measures": ("Decision", "MeasureValue", "Passage", "TermReport"),
    "rootcause": ("CauseTest", "CauseVote", "PossibleCause", "RootCauseBone", "RootCauseSession"),
    "versions": ("PlanVersion",),
}
_MODULES = {name: module for module, names in _SELDOM.items() for name in names}

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
    """Give a table that is loaded when it is first named."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def register_all() -> None:
    """Register every table, for those who look at the database as a whole."""
    for module in _SELDOM:
        import_module(f"{__name__}.{module}")
