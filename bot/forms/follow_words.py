"""What somebody means who types `/milepost subscribe Cedar Grove, urgent, once a day`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

_CHANNEL = re.compile(r"<#(?P<id>[CG][A-Z0-9]+)(?:\|[^>]*)?>")
_NAMED = re.compile(r"#[\w-]+")
_TIME = r"(?:noon|midnight|\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?)"
_QUIET = re.compile(
    rf"(?:\b(?:but\s+)?(?:quiet|silent|never|not)\b\s*(?:hours)?\s*)(?:from|between)?\s*"
    rf"(?P<start>{_TIME})\s*(?:to|till|until|and|[-–—])\s*(?P<end>{_TIME})(?!\w)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s*(?P<half>[ap])?", re.IGNORECASE)
_CUT = " | "
"""Stands where something was understood, so that what stood apart is not read together."""


class FollowFault(StrEnum):
    """Why words were not understood; each has a sentence in prompts/messages/subscribe.yaml."""

    UNKNOWN = "unknown"
    TWICE = "twice"
    SEVERAL_PLACES = "several_places"
    WHICH_PLACE = "which_place"
    CHANNEL_NAME = "channel_name"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """What was not understood, and the words, places or choices that it is about."""

    fault: FollowFault
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """The names by which things are called: a phrase in small letters, and the field and value it means.

    `codes` are what places are called for short; they count where they stand alone. `silent` are the
    words that mean nothing by themselves ("tell me about").
    """

    names: Mapping[str, tuple[str, object]]
    places: Mapping[str, int]
    codes: Mapping[str, int]
    silent: frozenset[str] = field(default_factory=frozenset)


def understand(text: str, heard: Heard, home: int | None) -> dict[str, object] | NotUnderstood:
    """Give the fields of a subscription that were named; `home` is the place where none is named.

    Whatever was typed is either understood or named in the answer: nothing is passed over.
    """
    found: dict[str, object] = {}
    rest, wrong = _channel(text, found)
    if wrong is None:
        rest, wrong = _quiet(rest, found)
    if wrong is not None:
        return wrong
    names = dict(heard.names) | {name: ("organization_id", key) for name, key in heard.places.items()}
    rest, wrong = _named(rest, names, found)
    left = tuple(_left(rest, heard.silent))
    if wrong is None and left and "organization_id" not in found:
        left, wrong = _nearly(left, heard, found)
    if wrong is not None:
        return wrong
    if left:
        return NotUnderstood(FollowFault.UNKNOWN, left)
    if "organization_id" not in found and home is None:
        return NotUnderstood(FollowFault.WHICH_PLACE)
    return {"organization_id": home, **found}


def _channel(text: str, found: dict[str, object]) -> tuple[str, NotUnderstood | None]:
    if match := _CHANNEL.search(text):
        found["channel"] = match["id"]
        return _CHANNEL.sub(_CUT, text), None
    if match := _NAMED.search(text):
        return text, NotUnderstood(FollowFault.CHANNEL_NAME, (match[0],))
    return text, None


def _quiet(text: str, found: dict[str, object]) -> tuple[str, NotUnderstood | None]:
    match = _QUIET.search(text)
    if match is None:
        return text, None
    start, end = _clock(match["start"]), _clock(match["end"])
    if start is None or end is None or start == end:
        return text, NotUnderstood(FollowFault.TIME, (match[0].strip(),))
    found["quiet_from"], found["quiet_until"] = start, end
    return text[: match.start()] + _CUT + text[match.end() :], None


def _clock(text: str) -> time | None:
    """Give a time of day: "6 pm", "18:00", "noon"; None where it is not clear which one is meant."""
    word = text.strip().lower()
    if word in ("noon", "midnight"):
        return time(12 if word == "noon" else 0)
    match = _CLOCK.match(word)
    if match is None:
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half is not None and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half is not None or (match["minute"] is None and hour <= 12):
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _named(
    text: str, names: Mapping[str, tuple[str, object]], found: dict[str, object]
) -> tuple[str, NotUnderstood | None]:
    """Take out every name, the longest first; two values for one thing are a contradiction."""
    said: dict[str, str] = {}
    for name in sorted(names, key=lambda one: (-len(one), one)):
        pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE)
        if not pattern.search(text):
            continue
        text = pattern.sub(_CUT, text)
        kind, value = names[name]
        if found.get(kind, value) != value:
            return text, NotUnderstood(FollowFault.TWICE, (said.get(kind, ""), name))
        found[kind], said[kind] = value, name
    return text, None


def _left(text: str, silent: frozenset[str]) -> Iterator[str]:
    """The words that nothing was made of, as they stood together."""
    for part in re.split(r"[|,;.:!?]", text):
        words = part.split()
        while words and words[0].lower() in silent:
            words = words[1:]
        while words and words[-1].lower() in silent:
            words = words[:-1]
        if words:
            yield " ".join(words)


def _nearly(
    left: tuple[str, ...], heard: Heard, found: dict[str, object]
) -> tuple[tuple[str, ...], NotUnderstood | None]:
    """Take the one phrase that is a place's code, or a part of its name."""
    for phrase in left:
        if (code := heard.codes.get(phrase.lower())) is not None:
            found["organization_id"] = code
            return tuple(one for one in left if one != phrase), None
        pattern = re.compile(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", re.IGNORECASE)
        near = {key: name for name, key in heard.places.items() if pattern.search(name)}
        if len(near) > 1:
            return left, NotUnderstood(FollowFault.SEVERAL_PLACES, (phrase, *sorted(near.values())[:3]))
        if near:
            found["organization_id"] = next(iter(near))
            return tuple(one for one in left if one != phrase), None
    return left, None
