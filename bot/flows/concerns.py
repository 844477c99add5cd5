"""What an administrator should know: whom Slack does not know, and which channels and feeds do not work."""

from __future__ import annotations

from sqlmodel import Session

from bot.words import Words
from storage import alert_threads, channels, directory, expected, feeds

SHOWN = 10
"""Names in one sentence at the most."""


def concerns(session: Session, words: Words, workspace_id: int) -> list[str]:
    """Give a sentence for each thing that somebody has to look at; none when all is well."""
    found = []
    missing = directory.not_found(session, workspace_id)
    if missing:
        names = [f"{name} ({email})" for name, email in missing[:SHOWN]]
        more = len(missing) - len(names)
        found.append(words.label("concerns.people", names=", ".join(names), more=more))
    for one in channels.unreachable(session, workspace_id):
        key = f"concerns.channels.{one.fault}"
        key = key if words.has(key) else "concerns.channels.other"
        found.append(words.label(key, channel=one.name, code=one.fault))
    for channel, reason in alert_threads.unreachable(session, workspace_id):
        found.append(words.label("concerns.alerts", channel=channel, reason=reason))
    unheard = expected.without_anybody(session, workspace_id)
    if unheard:
        found.append(words.label("concerns.milestones", names=", ".join(unheard[:SHOWN])))
    return found + feeds.broken(session, workspace_id)
