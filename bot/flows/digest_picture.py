"""The digest's picture, from the same figures, and the words that say what it shows."""

from __future__ import annotations

from bot.blocks.digest_facts import Digest
from bot.blocks.digest_lines import period_name
from bot.documents.chart import Look, Panel, Part, chart
from bot.rules.quantities import Ratio
from bot.words import Words
from storage.vocabulary import Standing

_LOOKS = {
    Standing.ON_TIME: ("in_time", Look.DONE),
    Standing.LATE: ("late", Look.LATE),
    Standing.OPEN: ("open", Look.AHEAD),
    Standing.AWAY: ("away", Look.AWAY),
    Standing.NOT_ASKED: ("not_asked", Look.AHEAD),
    Standing.BOT_WAS_DOWN: ("bot_was_down", Look.DOWN),
    Standing.SILENT: ("silent", Look.NONE),
}


def panels(words: Words, digest: Digest) -> tuple[Panel, Panel]:
    """Actions above, check-ins below."""
    counts, on_time = digest.counts, digest.counts.actions_on_time
    states = (
        (counts.done_on_time, "done_on_time", Look.DONE),
        (counts.done_late, "done_late", Look.LATE),
        (counts.behind, "past_date", Look.BEHIND),
        (counts.not_due, "not_due", Look.AHEAD),
        (counts.undated, "undated", Look.NONE),
    )
    received = digest.standings[Standing.ON_TIME]
    return (
        Panel(
            words.label("digest.picture.actions"),
            _figure(words, on_time, "within_dates", "no_actions"),
            tuple(
                Part(len(ids), words.label(f"digest.picture.{key}", count=len(ids)), look)
                for ids, key, look in states
            ),
        ),
        Panel(
            words.label("digest.picture.check_ins"),
            _figure(words, received, "answered", "nobody_asked"),
            tuple(
                Part(digest.standings[standing].numerator, words.label(f"digest.picture.{key}"), look)
                for standing, (key, look) in _LOOKS.items()
            ),
        ),
    )


def picture(words: Words, digest: Digest) -> tuple[str, str, str]:
    """Give (the SVG, the words for those who do not see it, the picture's title)."""
    actions, check_ins = panels(words, digest)
    name = words.label("digest.picture.title", school=digest.school, period=period_name(words, digest))
    alt = words.label(
        "digest.picture.alt",
        actions=actions.figure,
        action_parts=_parts(actions),
        check_ins=check_ins.figure,
        check_in_parts=_parts(check_ins),
    )
    return chart((actions, check_ins), name), alt, name


def _figure(words: Words, share: Ratio, key: str, nothing: str) -> str:
    if not share.denominator:
        return words.label(f"digest.picture.{nothing}")
    return words.label(f"digest.picture.{key}", part=share.numerator, whole=share.denominator)


def _parts(panel: Panel) -> list[str]:
    return [f"{part.count} {part.label}" for part in panel.shown] or ["0"]
