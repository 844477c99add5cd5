"""The field's own terms as enumerations: the words that rows, rules and prompts share.

Values are what the database and the JSON outputs hold; they are stable. What a person reads for
each of them is in `prompts/frameworks/terms.yaml`.
"""

from __future__ import annotations

from enum import StrEnum


class OrganizationKind(StrEnum):
    """Where an organization stands in the network (inventory O-1 to O-7)."""

    SEA = "sea"
    REGION = "region"
    LEA = "lea"
    SCHOOL = "school"
    NETWORK = "network"
    UNIT = "unit"
    PROVIDER = "provider"


class RoleKind(StrEnum):
    """What a person is to an organization (inventory section A.2; more than one is usual).

    A leadership team (R-02, R-10) and an implementation team (R-19) belong to the organization of the
    role: a school's, a district's, a region's. Who leads or belongs to a milestone team (R-03, R-04), who
    is responsible or helps with an action (R-05 to R-07), who signed a plan (R-16) and who answers an
    instrument (R-20, R-21) is said where the work is: by the team, the action, the plan, the answer.
    """

    PRINCIPAL = "principal"
    LEADERSHIP = "leadership"
    SUPERINTENDENT = "superintendent"
    COACH = "coach"
    LIAISON = "liaison"
    EXPERT = "expert"
    DISTRICT_STAFF = "district_staff"
    STATE_STAFF = "state_staff"
    MONITOR = "monitor"
    STAKEHOLDER = "stakeholder"
    PROVIDER = "provider"
    COMMUNICATIONS = "communications"
    IMPLEMENTATION_TEAM = "implementation_team"
    FACILITATOR = "facilitator"
    NOTE_TAKER = "note_taker"
    AGGREGATOR = "aggregator"
    DEPARTMENT_HEAD = "department_head"
    ADMINISTRATOR = "administrator"


class Status(StrEnum):
    """Where an action stands, as its milestone team reports it (F116)."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    COMPLETED = "completed"
    DROPPED = "dropped"

    @property
    def is_finished(self) -> bool:
        """True for an action that nobody needs to be asked about any more."""
        return self in (Status.COMPLETED, Status.DROPPED)


class Cause(StrEnum):
    """Why an action lags, as offered in the check-in (design section 4)."""

    STAFFING = "staffing"
    TIME = "time"
    MONEY = "money"
    SKILLS = "skills"
    OWNERSHIP = "ownership"
    COLLABORATION = "collaboration"
    DEPENDENCY = "dependency"
    BUY_IN = "buy-in"
    DATA = "data"
    SCHEDULE = "schedule"
    SCOPE = "scope"
    SUPPORT = "support"
    EXTERNAL = "external"
    UNCLEAR = "unclear"


class Phase(StrEnum):
    """The part of the improvement cycle that a coaching question belongs to."""

    DIRECTION = "direction"
    NEEDS = "needs"
    PLAN = "plan"
    IMPLEMENT = "implement"
    MONITOR = "monitor"
    STORY = "story"


class Audience(StrEnum):
    """Whom a coaching question is put to."""

    TEAM = "team"
    LEADERSHIP = "leadership"
    COACH = "coach"
    DISTRICT = "district"
    STATE = "state"


class RuleName(StrEnum):
    """The nine rules that say what lags (design section 4)."""

    OVERDUE = "overdue"
    BEHIND = "behind"
    WANING = "waning"
    SILENT = "silent"
    AT_RISK = "at-risk"
    SLIPPING = "slipping"
    ADJUSTMENT_NOT_WORKING = "adjustment-not-working"
    UNSUPPORTED = "unsupported"
    TRAJECTORY = "trajectory"


class Severity(StrEnum):
    """How soon somebody should look at a flag."""

    WATCH = "watch"
    CONCERN = "concern"
    URGENT = "urgent"

    @property
    def rank(self) -> int:
        """0 for watch, 1 for concern, 2 for urgent."""
        return list(Severity).index(self)


class Rhythm(StrEnum):
    """How often an organization's teams are asked (K-2)."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"


class Step(StrEnum):
    """The things that happen in a cycle, in order (design section 2)."""

    OPEN = "open"
    REMIND_FIRST = "remind_first"
    REMIND_LAST = "remind_last"
    CLOSE = "close"
    TELL = "tell"


class StepOutcome(StrEnum):
    """What became of a step that was due."""

    DONE = "done"
    SKIPPED = "skipped"


class Standing(StrEnum):
    """What a cycle says of one milestone's check-in; the digest never mixes them (J-51)."""

    OPEN = "open"
    ON_TIME = "on_time"
    LATE = "late"
    AWAY = "away"
    NOT_ASKED = "not_asked"
    BOT_WAS_DOWN = "bot_was_down"
    SILENT = "silent"


class AnswerKind(StrEnum):
    """How a revision of a check-in came about."""

    ALL_ON_TRACK = "all_on_track"
    REPORT = "report"
    SUCCESS = "success"
    UNDO = "undo"


class DeliveryState(StrEnum):
    """Where a message stands on its way to Slack (design section 8)."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    STOPPED = "stopped"


class Cadence(StrEnum):
    """How often a subscriber hears: at once, or rolled up."""

    NOW = "now"
    DAILY = "daily"
    WEEKLY = "weekly"


class AlertNews(StrEnum):
    """What an alert tells of a flag, or of a request for help: that it was made, that it was answered."""

    RAISED = "raised"
    WORSENED = "worsened"
    CLEARED = "cleared"
    ASKED = "asked"
    ANSWERED = "answered"

    @property
    def is_good(self) -> bool:
        """True for news that ends what was told before."""
        return self in (AlertNews.CLEARED, AlertNews.ANSWERED)


class Topic(StrEnum):
    """What a subscriber wants to hear of: anything that lags, requests for help, or what one rule finds."""

    ANY = "any"
    HELP_ASKED = "help_asked"
    OVERDUE = "overdue"
    BEHIND = "behind"
    WANING = "waning"
    SILENT = "silent"
    AT_RISK = "at-risk"
    SLIPPING = "slipping"
    ADJUSTMENT_NOT_WORKING = "adjustment-not-working"
    UNSUPPORTED = "unsupported"
    TRAJECTORY = "trajectory"


class Times(StrEnum):
    """Whether a subscriber hears of something every time, the first time alone, or when it comes again."""

    ANY = "any"
    FIRST = "first"
    AGAIN = "again"


class OutgoingKind(StrEnum):
    """What leaves for elsewhere than Slack."""

    WEBHOOK = "webhook"
    MAIL = "mail"


class Course(StrEnum):
    """What is decided about an action or a milestone (E19); `change` is about the work itself, its scope.

    A team is a milestone's, an output an action's; the rest both may have.
    """

    KEEP = "keep"
    CHANGE = "change"
    DATE = "date"
    TEAM = "team"
    OWNER = "owner"
    OUTPUT = "output"
    STOP = "stop"
    SUPPORT = "support"


class AsIntended(StrEnum):
    """Whether help came as it was meant, as those say who received it (F130)."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not_yet"


class Effect(StrEnum):
    """What followed help or a change of course; seen together, no proof of a cause (N-02)."""

    BACK_ON_TRACK = "back_on_track"
    FASTER = "faster"
    NO_CHANGE = "no_change"
    TOO_EARLY = "too_early"


class Helped(StrEnum):
    """How much help helped, as those say who received it (F132)."""

    A_LOT = "a_lot"
    SOME = "some"
    LITTLE = "little"
    NOT_REALLY = "not_really"
