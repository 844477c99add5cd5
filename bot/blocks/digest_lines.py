"""The lines of a digest, each short for the message or whole for the window that shows everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from bot.blocks.digest_facts import Digest, Item, Moved, Quiet, Request, Success
from bot.blocks.evidence import evidence
from bot.words import Words
from storage.vocabulary import Rhythm, Standing

PARTS: Final = ("moved", "lagging", "quiet", "requests", "successes")
"""The parts of a digest in reading order; buttons name them."""

_OPEN: Final = (Standing.LATE, Standing.OPEN)
_COUNTED: Final = (
    Standing.LATE,
    Standing.OPEN,
    Standing.AWAY,
    Standing.NOT_ASKED,
    Standing.BOT_WAS_DOWN,
    Standing.SILENT,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a digest: its heading and its lines, all as escaped mrkdwn."""

    name: str
    heading: str
    lines: tuple[str, ...]


def period_name(words: Words, digest: Digest) -> str:
    """ "September 2026", or "check-in of Friday, September 18" for shorter rhythms."""
    key = "monthly" if digest.rhythm is Rhythm.MONTHLY else "other"
    return words.label(f"digest.period.{key}", closes_on=digest.closes_on)


def title(words: Words, digest: Digest) -> str:
    """The digest's title as plain text."""
    return words.label("digest.title", school=digest.school, period=period_name(words, digest))


def headline(words: Words, digest: Digest) -> str:
    """The figures, each with its numerator and denominator."""
    counts = digest.counts
    return words.line(
        "digest.headline",
        actions=counts.everything,
        on_time=counts.actions_on_time,
        behind=counts.actions_behind,
        completed=counts.actions_completed,
        late=counts.actions_done_late,
        undated=len(counts.undated),
        reported_behind=digest.reported_behind,
        standings=standings(words, digest),
        changed=changes(words, digest),
        within=[one.on_time.percent for one in digest.trend if one.on_time.percent is not None],
        within_now=counts.actions_on_time.percent,
        teams=[one.received for one in digest.trend if one.received.denominator],
        teams_now=digest.standings[Standing.ON_TIME],
    ).strip()


def changes(words: Words, digest: Digest) -> list[str]:
    """What is different since the check-in before; nothing where there was none before."""
    if digest.changed is None:
        return []
    counts = {
        name: getattr(digest.changed, name) for name in ("done", "newly_behind", "recovered", "redated")
    }
    said = [words.label(f"digest.changed.{name}", count=count) for name, count in counts.items() if count]
    return said or [words.label("digest.changed.nothing")]


def standings(words: Words, digest: Digest) -> list[str]:
    """Where the check-ins stand, never mixed: on time first, then only what there is any of."""
    on_time = digest.standings[Standing.ON_TIME]
    if not on_time.denominator:
        return [words.label("digest.check_ins.none")]
    said = [words.label("digest.check_ins.on_time", count=on_time.numerator, all=on_time.denominator)]
    for standing in _COUNTED:
        if count := digest.standings[standing].numerator:
            said.append(words.label(f"digest.check_ins.{standing}", count=count))
    return said


def updates(words: Words, digest: Digest) -> list[str]:
    """What changed since the digest was told, one line a day."""
    days = sorted({one.on for one in digest.news})
    return [
        words.line(
            "digest.updated",
            on=day,
            news=[
                words.label(f"digest.news.{one.what}", **one.facts) for one in digest.news if one.on == day
            ],
        )
        for day in days
    ]


def parts(words: Words, digest: Digest, whole: bool = False) -> list[Part]:
    """The parts that say something, in order; `whole` leaves nothing out of a line."""
    lagging = [item for item in digest.lagging if whole or not item.is_only_silent]
    lines: dict[str, list[str]] = {
        "moved": [_moved(words, one, whole) for one in digest.moved],
        "lagging": [_lagging(words, one, whole) for one in lagging],
        "quiet": [_quiet(words, one) for one in digest.quiet if one.standing not in _OPEN],
        "requests": [_request(words, one, whole) for one in digest.requests],
        "successes": [_success(words, one, whole) for one in digest.successes],
    }
    for name in ("moved", "lagging"):
        if not lines[name] and digest.counts.everything:
            lines[name] = [words.line(f"digest.empty.{name}")]
    return [
        Part(name, words.line(f"digest.heading.{name}"), tuple(lines[name])) for name in PARTS if lines[name]
    ]


def bullets(lines: Sequence[str]) -> str:
    """Lines under one another, each with its mark."""
    return "\n".join(f"• {line}" for line in lines)


def lagging_why(words: Words, item: Item) -> str:
    """How grave it is, on what evidence, and the cause that was named."""
    return words.line(
        "digest.line.lagging_why",
        severity=words.term(item.evidence[0].severity),
        evidence=[Markup(evidence(words, one.rule, one.facts, short=True)) for one in item.evidence[:3]],
        cause=words.term(item.cause).lower() if item.cause else None,
    )


def _lagging(words: Words, item: Item, whole: bool) -> str:
    text = item.text if whole else None
    named = (
        words.line("digest.item.title", number=item.number, text=text)
        if text is not None
        else words.line("digest.line.lagging", number=item.number, text=item.text)
    )
    return f"{named}\n{lagging_why(words, item)}"


def _moved(words: Words, one: Moved, whole: bool) -> str:
    facts = {"number": one.number, "text": one.text, "team": one.team}
    if not one.is_done:
        return words.line("digest.line.recovered", **facts)
    if whole:
        return words.line("digest.line.done_whole", **facts, outputs=one.outputs)
    return words.line("digest.line.done", **facts)


def _quiet(words: Words, one: Quiet) -> str:
    who = one.who or words.label("digest.line.nobody")
    return words.line(f"digest.line.{one.standing}", number=one.number, text=one.text, who=who)


def _request(words: Words, one: Request, whole: bool) -> str:
    said = one.words or words.label("digest.line.request_bare")
    if whole:
        return words.line(
            "digest.line.request_whole",
            number=one.number,
            text=one.text,
            team=one.team,
            words=said,
            asked_on=one.asked_on,
        )
    return words.line("digest.line.request", number=one.number, team=one.team, words=said)


def _success(words: Words, one: Success, whole: bool) -> str:
    key = "success_whole" if whole else "success"
    return words.line(f"digest.line.{key}", words=one.words, who=one.who)
