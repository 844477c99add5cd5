"""Who wants to answer which check-in, and whether they may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows.kit import Refusal, Who
from bot.flows.persons import stranger
from bot.rules.calendar import zone_of
from storage import answers
from storage.vocabulary import AnswerKind


@dataclass(frozen=True, slots=True)
class Door:
    """A check-in that is locked for one person, with all its revisions, oldest first."""

    workspace_id: int
    check_in: Row[Any]
    revisions: Sequence[Row[Any]]
    today: date

    @property
    def id(self) -> int:
        """The check-in's key."""
        return int(self.check_in.id)

    @property
    def person_id(self) -> int:
        """Who is in front of us."""
        return int(self.check_in.person_id)

    @property
    def number(self) -> int:
        """The number of the newest revision, 0 for none."""
        return int(self.revisions[-1].number) if self.revisions else 0

    @property
    def counting(self) -> list[Row[Any]]:
        """The revisions that were not undone, oldest first."""
        kept: list[Row[Any]] = []
        for revision in self.revisions:
            if revision.kind is not AnswerKind.UNDO:
                kept.append(revision)
            elif kept:
                kept.pop()
        return kept

    @property
    def undone(self) -> Row[Any] | None:
        """The answer that was taken back last, if nothing was said since."""
        kept: list[Row[Any]] = []
        taken: Row[Any] | None = None
        for revision in self.revisions:
            if revision.kind is AnswerKind.UNDO:
                taken = kept.pop() if kept else None
            else:
                kept.append(revision)
                taken = None
        return taken

    def same(self, request_key: str) -> Row[Any] | None:
        """The revision that this very request made, if it came before."""
        return next((one for one in self.revisions if one.request_key == request_key), None)


def enter(
    session: Session, who: Who, check_in_id: int, now: datetime, lock: bool = True, past: bool = False
) -> Door:
    """Give the check-in to the person in front of us; `Refusal` when it is not theirs to answer.

    `lock` keeps others from answering it until the transaction ends. One that has been followed by
    the next cycle's is only to be looked at (`past`): an old answer would undo what was said since. So
    is one whose milestone has left the plan.
    """
    check_in = answers.at_the_door(session, who.workspace_id, check_in_id, who.slack_user_id, lock)
    if check_in is None:
        raise Refusal("checkin.refusal.gone")
    if check_in.person_id is None:
        raise stranger(session, who)
    if not check_in.may_answer:
        raise Refusal("checkin.refusal.not_of_team")
    if check_in.withdrawn_on is not None and not past:
        raise Refusal("checkin.refusal.gone")
    if check_in.is_past and not past:
        raise Refusal("checkin.refusal.past")
    revisions = answers.revisions(session, who.workspace_id, check_in_id)
    today = now.astimezone(zone_of(check_in.timezone)).date()
    return Door(who.workspace_id, check_in, revisions, today)
