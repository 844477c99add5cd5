"""How templates write figures, dates, money and lists: the filters of every template and label."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Protocol
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from bot.words.escaping import mrkdwn, one_line, paragraphs

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Share(Protocol):
    """A part of a whole, as the quantities give it; the whole may be 0."""

    @property
    def numerator(self) -> int:
        """How many of them."""

    @property
    def denominator(self) -> int:
        """Of how many."""


def plain(value: object) -> str:
    """One line of plain text, for places where Slack does no formatting (buttons, titles, labels)."""
    return one_line(html.unescape(value) if isinstance(value, Markup) else str(value))


def shorten(value: object, length: int) -> str:
    """At most `length` characters, cut between words, with an ellipsis for what was left out."""
    text = plain(value)
    if len(text) <= length:
        return text
    short = textwrap.shorten(text, length, placeholder="…")
    return short if len(short) > 1 else text[: length - 1] + "…"


def percent(share: Share, nothing: str = "no actions") -> str:
    """A share as "3 of 8 (38%)"; a share of nothing is said in words, never as 0 or 100."""
    part, whole = share.numerator, share.denominator
    if whole == 0:
        return nothing
    return f"{part} of {whole} ({(200 * part + whole) // (2 * whole)}%)"


def money(cents: int) -> str:
    """Cents as dollars: "$1,250", "$12.50", "-$3"."""
    dollars, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return f"{sign}${dollars:,}.{rest:02d}" if rest else f"{sign}${dollars:,}"


def day(value: date, year: bool = False) -> str:
    """A date as "Friday, October 30", with the year when asked; a time must be local already."""
    text = f"{_DAYS[value.weekday()]}, {_MONTHS[value.month - 1]} {value.day}"
    return f"{text}, {value.year}" if year else text


def month(value: date, year: bool = True) -> str:
    """The month of a date as "October 2026", or "October"."""
    name = _MONTHS[value.month - 1]
    return f"{name} {value.year}" if year else name


def hour(value: datetime | time) -> str:
    """A local time of day as "9:00 AM": without periods, since a sentence may end with it."""
    half = "AM" if value.hour < 12 else "PM"
    return f"{value.hour % 12 or 12}:{value.minute:02d} {half}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 action", "3 actions", "no actions"; `many` where an s is not enough."""
    noun = one if count == 1 else many or f"{one}s"
    return f"{count or 'no'} {noun}"


def spell(count: int) -> str:
    """A small count as a word, "two", and a large one as a figure."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def listing(values: Iterable[object], word: str = "and") -> str:
    """Several things as a person says them: "Ana, Ben, and Cy"."""
    parts = [plain(value) for value in values]
    if len(parts) < 3:
        return f" {word} ".join(parts)
    return f"{', '.join(parts[:-1])}, {word} {parts[-1]}"


def link(address: str, text: object) -> Markup:
    """A Slack link with the given text; only http, https and mailto addresses become links."""
    if urlsplit(address).scheme not in ("http", "https", "mailto"):
        return mrkdwn(text)
    safe = quote(address, safe="/:?#[]@!$&'()*+,;=%~-._").replace("&", "&amp;")
    return Markup(f"<{safe}|{mrkdwn(text).replace('|', '¦')}>")


FILTERS: dict[str, Callable[..., object]] = {
    "mrkdwn": mrkdwn,
    "paragraphs": paragraphs,
    "plain": plain,
    "shorten": shorten,
    "percent": percent,
    "money": money,
    "day": day,
    "month": month,
    "hour": hour,
    "plural": plural,
    "spell": spell,
    "listing": listing,
    "link": link,
}
