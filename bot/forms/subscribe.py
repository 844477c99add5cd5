"""What somebody wants to follow, as values: from the form behind `/milepost subscribe`, or from words."""

from __future__ import annotations

from datetime import time
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.forms.state import chosen, conversation, moment
from bot.ids import ANY, Act, Field
from storage.vocabulary import Cadence, Severity, Times, Topic

Faults = dict[str, str]
"""By block id, the key of the words that say what is wrong."""


class SubscribeForm(BaseModel):
    """What somebody wants to hear of, when, and where; `practice` may be a domain's code ("3")."""

    model_config = ConfigDict(frozen=True)

    organization_id: int
    practice: str | None = None
    topic: Topic = Topic.ANY
    severity: Severity = Severity.CONCERN
    times: Times = Times.ANY
    cadence: Cadence = Cadence.NOW
    quiet_from: time | None = None
    quiet_until: time | None = None
    channel: str | None = None

    @classmethod
    def read(cls, view: dict[str, Any], may_post: str | None = None) -> SubscribeForm | Faults:
        """Read the form of a view that was sent off, or what is wrong with it.

        `may_post` is the channel in which the person was found to be, and Milepost too.
        """
        practice, channel = chosen(view, Field.PRACTICE), conversation(view, Field.CHANNEL)
        quiet_from, quiet_until = moment(view, Field.QUIET_FROM), moment(view, Field.QUIET_UNTIL)
        organization = chosen(view, Field.ORGANIZATION) or chosen(
            view, Field.ORGANIZATION, Act.SUBSCRIPTION_PLACE
        )
        faults: Faults = {}
        if organization is None:
            faults[Field.ORGANIZATION] = "subscribe.wrong.organization"
        if (quiet_from is None) != (quiet_until is None):
            missing = Field.QUIET_FROM if quiet_from is None else Field.QUIET_UNTIL
            faults[missing] = "subscribe.wrong.quiet"
        if channel is not None and channel != may_post:
            faults[Field.CHANNEL] = "subscribe.wrong.channel"
        return faults or cls(
            organization_id=int(organization or 0),
            practice=None if practice in (None, ANY) else practice,
            topic=Topic(chosen(view, Field.TOPIC) or Topic.ANY),
            severity=Severity(chosen(view, Field.SEVERITY) or Severity.CONCERN),
            times=Times(chosen(view, Field.TIMES) or Times.ANY),
            cadence=Cadence(chosen(view, Field.CADENCE) or Cadence.NOW),
            quiet_from=quiet_from,
            quiet_until=quiet_until,
            channel=channel,
        )
