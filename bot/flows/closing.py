"""The end of a cycle: where each check-in stands, what lags, and the digest (design section 2, 4 to 6)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.flows import digest, judging, mail_digest, network_counts, support_waiting
from bot.flows.asking import StepResult
from bot.flows.kit import Kit
from bot.flows.teams import members_of
from bot.rules.absence import Stretch
from bot.rules.standing import AskFacts, standing
from storage import answers, checkins, cycles, deliveries, figures
from storage.tables import Cycle
from storage.vocabulary import Standing


def close_cycle(session: Session, kit: Kit, cycle: Cycle, now: datetime) -> StepResult:
    """Close a cycle: say where every check-in stands, and judge what lags as of its last day."""
    answers.hold_check_ins(session, cycle.workspace_id, cycle.id)
    check_ins = checkins.of_cycle(session, cycle.workspace_id, cycle.id)
    where = standings(session, cycle, check_ins, now)
    by_standing: dict[Standing, list[int]] = defaultdict(list)
    for key, found in where.items():
        by_standing[found].append(key)
    for found, keys in by_standing.items():
        checkins.stand(session, cycle.workspace_id, keys, found)
    cycles.mark(session, cycle.workspace_id, cycle.id, closed_at=now)
    answered = [checkins.about(one.id) for one in check_ins if one.first_answered_at is not None]
    deliveries.freshen_all(session, cycle.workspace_id, answered, ("checkin_prompt",), now)
    judging.judge_organization(
        session, kit, cycle.workspace_id, cycle.organization_id, cycle.id, now, cycle.closes_on
    )
    network_counts.keep(session, cycle.workspace_id, cycle.organization_id, cycle.period)
    if figures.open_requests(session, cycle.workspace_id, [cycle.organization_id]):
        support_waiting.watch(session, cycle.workspace_id, cycle.organization_id, now)
    counts = Counter(found.value for found in where.values())
    return StepResult(reason=", ".join(f"{what} {count}" for what, count in sorted(counts.items())))


def tell_cycle(session: Session, kit: Kit, cycle: Cycle, now: datetime) -> StepResult:
    """Have the digest of a closed cycle sent to those who lead."""
    cycles.mark(session, cycle.workspace_id, cycle.id, told_at=now)
    untold = digest.post_due(session, kit, cycle.workspace_id, cycle.id, now)
    mail_digest.wish(session, cycle.workspace_id, cycle.id, cycle.organization_id, now)
    return StepResult(reason=untold or "")


def standings(
    session: Session, cycle: Cycle, check_ins: Sequence[Row[Any]], now: datetime
) -> dict[int, Standing]:
    """Give where each of these check-ins of a cycle stands at `now`."""
    timezone = cycles.timezone(session, cycle.workspace_id, cycle.organization_id)
    members = members_of(session, cycle.workspace_id, check_ins, timezone, cycle.opens_at)
    reached = _reached(session, cycle.workspace_id, check_ins)
    downtimes = tuple(
        Stretch(began_at, ended_at)
        for began_at, ended_at in cycles.downtimes(session, cycle.workspace_id, cycle.opens_at)
    )
    return {
        one.id: standing(
            AskFacts(
                opens_at=cycle.opens_at,
                closes_at=cycle.closes_at,
                answered_at=one.first_answered_at,
                is_asked=one.has_work and bool(members[one.milestone_id]),
                reached_at=reached.get(checkins.about(one.id)),
                asked=members[one.milestone_id],
                downtimes=downtimes,
            ),
            now,
        )
        for one in check_ins
    }


def _reached(session: Session, workspace_id: int, check_ins: Sequence[Row[Any]]) -> dict[str, datetime]:
    """When somebody first had each check-in's question before them in Slack."""
    abouts = [checkins.about(one.id) for one in check_ins]
    found: dict[str, datetime] = {}
    for delivery in checkins.written(session, workspace_id, abouts):
        if delivery.first_sent_at is not None:
            found[delivery.about] = min(
                found.get(delivery.about, delivery.first_sent_at), delivery.first_sent_at
            )
    return found
