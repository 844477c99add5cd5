"""The tables, by part of the domain. Importing this package registers all of them but one part.

`storage.tables.instruments` is loaded by those who work with guided forms, and not by every start.
"""

from storage.tables.calendars import CalendarSpan, Schedule, SchoolCalendar, Term
from storage.tables.checkins import ActionReport, CheckIn, Cycle, CycleStep, Revision
from storage.tables.coaching import Feedback, SavedQuestion, TeamQuestion
from storage.tables.course import Adjustment, MilestoneAdjustment, PracticeExpert, Support
from storage.tables.deliveries import AuditEvent, Delivery
from storage.tables.drafts import FormDraft
from storage.tables.flags import Alert, Downtime, Flag, QuestionAsked, Subscription
from storage.tables.measures import Decision, MeasureValue, Passage, TermReport
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
from storage.tables.plan_files import PlanFile
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
from storage.tables.rootcause import (
    CauseTest,
    CauseVote,
    PossibleCause,
    RootCauseBone,
    RootCauseSession,
)
from storage.tables.versions import PlanVersion

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
    "Workspace",
]
