"""Root-cause sessions: started, added to by several people at once, read whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import Session, SQLModel, col, func, select

from storage.tables import CauseTest, CauseVote, PossibleCause, RootCauseBone, RootCauseSession
from storage.upserts import insert_into
from storage.vocabulary_rootcause import SessionState


@dataclass(frozen=True, slots=True)
class Whole:
    """A session with all that was said in it; what was withdrawn is left out.

    `votes` are dots by cause; `tests` whether a stopping test was passed, by cause and test id.
    """

    session: RootCauseSession
    bones: tuple[RootCauseBone, ...]
    causes: tuple[PossibleCause, ...]
    votes: Mapping[int, int]
    tests: Mapping[tuple[int, str], bool]


def one(session: Session, workspace_id: int, session_id: int) -> RootCauseSession | None:
    """Give a session by its key, or None."""
    return session.exec(
        select(RootCauseSession).where(
            col(RootCauseSession.workspace_id) == workspace_id, col(RootCauseSession.id) == session_id
        )
    ).first()


def same(session: Session, workspace_id: int, organization_id: int, request_key: str) -> int | None:
    """Give the session that this very request started, if it came before."""
    return session.exec(
        select(RootCauseSession.id).where(
            col(RootCauseSession.workspace_id) == workspace_id,
            col(RootCauseSession.organization_id) == organization_id,
            col(RootCauseSession.request_key) == request_key,
        )
    ).first()


def whole(session: Session, workspace_id: int, session_id: int) -> Whole | None:
    """Give a session and everything in it, oldest first; None where there is none."""
    found = one(session, workspace_id, session_id)
    if found is None:
        return None
    bones = session.exec(
        select(RootCauseBone)
        .where(*_of(RootCauseBone, workspace_id, session_id), col(RootCauseBone.withdrawn_at).is_(None))
        .order_by(col(RootCauseBone.position))
    ).all()
    causes = session.exec(
        select(PossibleCause)
        .where(*_of(PossibleCause, workspace_id, session_id), col(PossibleCause.withdrawn_at).is_(None))
        .order_by(col(PossibleCause.id))
    ).all()
    which = [cause.id for cause in causes]
    return Whole(found, tuple(bones), tuple(causes), *_said(session, workspace_id, which))


def _of(table: Any, workspace_id: int, session_id: int) -> tuple[ColumnElement[bool], ...]:
    return (table.workspace_id == workspace_id, table.session_id == session_id)


def _said(
    session: Session, workspace_id: int, cause_ids: Sequence[int]
) -> tuple[dict[int, int], dict[tuple[int, str], bool]]:
    votes = session.execute(
        select(col(CauseVote.cause_id), func.count())
        .where(col(CauseVote.workspace_id) == workspace_id, col(CauseVote.cause_id).in_(cause_ids))
        .group_by(col(CauseVote.cause_id))
    )
    tests = session.exec(
        select(CauseTest).where(
            col(CauseTest.workspace_id) == workspace_id, col(CauseTest.cause_id).in_(cause_ids)
        )
    )
    return {row[0]: row[1] for row in votes}, {(test.cause_id, test.test): test.passed for test in tests}


def dots_of(session: Session, workspace_id: int, session_id: int, person_id: int) -> set[int]:
    """Give the causes of a session that a person gave a dot to."""
    here = select(PossibleCause.id).where(*_of(PossibleCause, workspace_id, session_id))
    return set(
        session.exec(
            select(CauseVote.cause_id).where(
                col(CauseVote.workspace_id) == workspace_id,
                col(CauseVote.person_id) == person_id,
                col(CauseVote.cause_id).in_(here),
            )
        )
    )


def add_cause(session: Session, row: Mapping[str, Any]) -> int | None:
    """Store a possible cause; give its key, or None where this request stored one before."""
    return _once(session, PossibleCause, row, ("session_id", "request_key"))


def set_dots(
    session: Session, workspace_id: int, session_id: int, person_id: int, cause_ids: Iterable[int]
) -> None:
    """Have a person's dots be on these causes of a session and on no others."""
    before = dots_of(session, workspace_id, session_id, person_id)
    gone = before - set(cause_ids)
    session.execute(
        delete(CauseVote).where(
            col(CauseVote.workspace_id) == workspace_id,
            col(CauseVote.person_id) == person_id,
            col(CauseVote.cause_id).in_(gone),
        )
    )
    for cause_id in sorted(set(cause_ids) - before):
        row = {"workspace_id": workspace_id, "cause_id": cause_id, "person_id": person_id}
        _once(session, CauseVote, row, ("cause_id", "person_id"))


def set_tests(
    session: Session,
    workspace_id: int,
    cause_id: int,
    person_id: int,
    passed: Mapping[str, bool],
    now: datetime,
) -> None:
    """Keep what was answered to stopping tests; a later answer replaces the one before."""
    for test, verdict in passed.items():
        row = {"workspace_id": workspace_id, "cause_id": cause_id, "test": test, "passed": verdict,
               "person_id": person_id, "at": now}  # fmt: skip
        if _once(session, CauseTest, row, ("cause_id", "test")) is None:
            session.execute(
                update(CauseTest)
                .where(
                    col(CauseTest.workspace_id) == workspace_id,
                    col(CauseTest.cause_id) == cause_id,
                    col(CauseTest.test) == test,
                )
                .values(passed=verdict, person_id=person_id, at=now)
            )


def set_cause(session: Session, workspace_id: int, session_id: int, cause_id: int, **values: Any) -> None:
    """Change what is known of a cause; one of another session is left alone."""
    session.execute(
        update(PossibleCause)
        .where(*_of(PossibleCause, workspace_id, session_id), col(PossibleCause.id) == cause_id)
        .values(**values)
    )


def lift(session: Session, workspace_id: int, session_id: int, cause_id: int, parent_id: int | None) -> None:
    """Have the answers to a cause answer `parent_id` instead."""
    session.execute(
        update(PossibleCause)
        .where(*_of(PossibleCause, workspace_id, session_id), col(PossibleCause.parent_id) == cause_id)
        .values(parent_id=parent_id)
    )


def settled_for(session: Session, workspace_id: int, action_id: int) -> PossibleCause | None:
    """Give the cause that the newest finished session of an action chose, or None."""
    return session.exec(
        select(PossibleCause)
        .join(RootCauseSession, col(RootCauseSession.id) == col(PossibleCause.session_id))
        .where(
            col(PossibleCause.workspace_id) == workspace_id,
            col(RootCauseSession.workspace_id) == workspace_id,
            col(RootCauseSession.action_id) == action_id,
            col(RootCauseSession.state) == SessionState.DONE,
            col(PossibleCause.is_chosen).is_(True),
            col(PossibleCause.withdrawn_at).is_(None),
        )
        .order_by(col(RootCauseSession.id).desc(), col(PossibleCause.id))
        .limit(1)
    ).first()


def common(
    session: Session, workspace_id: int, organization_ids: Iterable[int], since: datetime, least: int
) -> list[tuple[str, str, int]]:
    """Give which coded causes schools settled on, where at least `least` schools did: counts, no names.

    Each is ("cause" or "practice", its code, the number of organizations), most frequent first.
    """
    found: list[tuple[str, str, int]] = []
    for kind, column in (("cause", PossibleCause.cause), ("practice", PossibleCause.practice)):
        count = func.count(func.distinct(col(RootCauseSession.organization_id)))
        rows = session.execute(
            select(col(column), count)
            .join(RootCauseSession, col(RootCauseSession.id) == col(PossibleCause.session_id))
            .where(
                col(PossibleCause.workspace_id) == workspace_id,
                col(RootCauseSession.workspace_id) == workspace_id,
                col(RootCauseSession.organization_id).in_(list(organization_ids)),
                col(RootCauseSession.state) == SessionState.DONE,
                col(RootCauseSession.ended_at) >= since,
                col(PossibleCause.is_chosen).is_(True),
                col(PossibleCause.withdrawn_at).is_(None),
                col(column).is_not(None),
            )
            .group_by(col(column))
            .having(count >= least)
        ).all()
        found += [(kind, str(code), number) for code, number in rows]
    return sorted(found, key=lambda row: (-row[2], row[0], row[1]))


def _once(session: Session, table: type[SQLModel], row: Mapping[str, Any], key: Sequence[str]) -> int | None:
    """Insert a row unless one of the same key is there; give its id, or None."""
    statement = insert_into(session, table).values(dict(row)).on_conflict_do_nothing(index_elements=list(key))
    returned = session.execute(statement.returning(table.id)).scalar()  # type: ignore[attr-defined]  # every Row has one
    return int(returned) if returned is not None else None
