"""What other systems are told: one event for each change, written with the change that caused it.

An event holds codes, numbers and the plan's own text; never what a person wrote in a check-in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from storage import alert_subjects, outgoing, trees
from storage.alert_subjects import Subject
from storage.outgoing import Event
from storage.tables import Webhook
from storage.vocabulary import AlertNews, OutgoingKind

_TYPES: Mapping[AlertNews, str] = {
    AlertNews.RAISED: "flag.raised",
    AlertNews.WORSENED: "flag.worsened",
    AlertNews.CLEARED: "flag.cleared",
    AlertNews.ASKED: "help.asked",
    AlertNews.ANSWERED: "help.answered",
}


def spread(
    session: Session, workspace_id: int, subjects: Mapping[AlertNews, list[Subject]], now: datetime
) -> None:
    """Write an event for every webhook that a change concerns; costs little where there is none.

    The end of what lagged is told whatever its level, so that no system is left with an open case.
    """
    every = [one for alike in subjects.values() for one in alike]
    above = {
        key: set(trees.above(session, workspace_id, key)) for key in {one.organization_id for one in every}
    }
    hooks = outgoing.webhooks(session, workspace_id, set().union(*above.values()))
    if not hooks:
        return
    described = alert_subjects.described(session, workspace_id, every)
    events = [
        _event(hook, news, subject, described[subject], now)
        for news, alike in subjects.items()
        for subject in alike
        for hook in hooks
        if hook.organization_id in above[subject.organization_id]
        and (news.is_good or subject.severity.rank >= hook.severity.rank)
    ]
    outgoing.add(session, workspace_id, events, now)


def _event(hook: Webhook, news: AlertNews, subject: Subject, known: dict[str, Any], now: datetime) -> Event:
    what = f"flag-{subject.flag_id}" if subject.flag_id is not None else f"help-{subject.support_id}"
    data = {
        **known,
        "id": what,
        "rule": subject.rule.value if subject.rule else None,
        "severity": subject.severity.value if subject.rule else None,
        "practices": sorted(subject.practices),
    }
    return Event(
        key=f"webhook-{hook.id}-{what}-{news.value}-{subject.severity.value}",
        kind=OutgoingKind.WEBHOOK,
        webhook_id=hook.id,
        facts={"type": _TYPES[news], "timestamp": now.isoformat(), "data": data},
    )
