"""Moving the clock from the page: to the next event, by a span, or to a moment."""

from datetime import datetime, timedelta

SPANS = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
}


def target(move: str, now: datetime, events: list[dict[str, str]]) -> datetime:
    """Give where a move leads; raises ValueError for one that is not understood or leads nowhere."""
    if move == "next":
        coming = sorted(
            moment for moment in (datetime.fromisoformat(e["at"]) for e in events) if moment > now
        )
        if not coming:
            raise ValueError("nothing is planned after this moment")
        return coming[0]
    if move in SPANS:
        return now + SPANS[move]
    moment = datetime.fromisoformat(move)
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment


def passed(events: list[dict[str, str]], before: datetime, after: datetime) -> list[str]:
    """Give the labels of the events between two moments."""
    return [e["label"] for e in events if before < datetime.fromisoformat(e["at"]) <= after]
