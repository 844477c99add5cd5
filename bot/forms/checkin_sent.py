"""The report form as it comes back from Slack: whose, which page, and what was put in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.forms.checkin import Typed
from bot.ids import Field


@dataclass(frozen=True, slots=True)
class SentReport:
    """A report form with what it holds. `view_key` is the same however often the form is shown anew."""

    check_in_id: int
    page: int
    opened: str
    view_key: str
    typed: Typed

    @property
    def opened_at(self) -> datetime:
        """When the form was opened."""
        return datetime.fromisoformat(self.opened)


def read_sent(view: Mapping[str, Any]) -> SentReport:
    """Read a view of Slack's, from a submission or from a button inside it."""
    facts = json.loads(view["private_metadata"])
    return SentReport(
        facts["check_in"],
        facts["page"],
        facts["opened"],
        view["id"],
        Typed.read(view["state"]["values"]),
    )


def read_button(action: Mapping[str, Any]) -> tuple[int, int]:
    """Give the check-in that a button is for, and the number of the revision that its message showed."""
    check_in_id, _, seen = str(action["value"]).partition(":")
    return int(check_in_id), int(seen or 0)


def read_moment(view: Mapping[str, Any]) -> tuple[int, datetime | None]:
    """Give the check-in, and the moment that was chosen."""
    seconds = Typed.read(view["state"]["values"]).values.get(Field.WHEN)
    return int(view["private_metadata"]), datetime.fromtimestamp(seconds, UTC) if seconds else None


def read_colleague(view: Mapping[str, Any]) -> tuple[int, int | None]:
    """Give the check-in, and the person who was chosen."""
    person = Typed.read(view["state"]["values"]).text(Field.COLLEAGUE)
    return int(view["private_metadata"]), int(person) if person else None


def read_success(view: Mapping[str, Any]) -> tuple[int, str, str]:
    """Give the check-in, the words, and the key that makes sending them twice the same."""
    words = Typed.read(view["state"]["values"]).text(Field.SUCCESSES) or ""
    return int(view["private_metadata"]), words, f"success:{view['id']}"
