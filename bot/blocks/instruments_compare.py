"""Two workings of one instrument side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks import parts as kit
from bot.blocks.instruments_seen import packed
from bot.blocks.parts import View
from bot.catalogue.instruments import Instrument
from bot.ids import Modal
from bot.words import Words


@dataclass(frozen=True, slots=True)
class Compared:
    """A rating before and now, as levels; None where nothing can be shown."""

    id: str
    label: str
    before: float | None
    now: float | None

    @property
    def step(self) -> float:
        """How far it moved; 0 where one of the two is not known."""
        return self.now - self.before if self.now is not None and self.before is not None else 0


def compare_view(words: Words, form: Instrument, periods: tuple[str, str], pairs: Sequence[Compared]) -> View:
    """The window that shows what moved, the greatest steps first."""
    before, now = periods
    known = sorted((one for one in pairs if one.before or one.now), key=lambda one: -abs(one.step))
    lines = [
        words.line(
            "instruments.compare.one",
            id=one.id,
            label=one.label,
            before="–" if one.before is None else f"{one.before:g}",
            now="–" if one.now is None else f"{one.now:g}",
            step=one.step,
        )
        for one in known
    ]
    blocks = [kit.section(words.line("instruments.compare.about", before=before, now=now))]
    blocks += [kit.section(text) for text in packed(lines or [words.line("instruments.compare.none")])]
    return kit.modal(Modal.WORK_SEEN, form.short, blocks[:100], close=words.label("instruments.close"))
