"""Moving the clock from the page: to the next event, by a span, or to a moment."""

from datetime import datetime, timedelta

from bot.sandbox.acts.actor import ActError

SPANS = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
}


def target(move: str, now: datetime, events: list[dict[str, str]]) -> datetime:
    """Give where a move leads, later than `now`; refuses one that is not understood or leads nowhere."""
    if move == "next":
        coming = sorted(
            moment for moment in (datetime.fromisoformat(e["at"]) for e in events) if moment > now
        )
        if not coming:
            raise _refused("Nothing is planned after this moment.")
        return coming[0]
    if move in SPANS:
        return now + SPANS[move]
    try:
        moment = datetime.fromisoformat(move)
    except ValueError:
        raise _refused(f"{move!r} is neither a span nor a moment.") from None
    if moment.tzinfo is None:
        raise _refused("A moment needs a time zone.")
    if moment <= now:
        raise _refused("This moment has passed: the calendar moves on, not back.")
    return moment


def passed(events: list[dict[str, str]], before: datetime, after: datetime) -> list[str]:
    """Give the labels of the events between two moments."""
    return [e["label"] for e in events if before < datetime.fromisoformat(e["at"]) <= after]


def _refused(words: str) -> ActError:
    return ActError("invalid_move", words)
