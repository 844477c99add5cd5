"""Reads instruments from their files, and checks what their models cannot: ids, levels, who answers how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.catalogue.instruments import SEALABLE, AnyItem, Instrument, Rating, Table
from bot.catalogue.reading import read_file
from bot.overlay import OverlayFault, PromptFile
from bot.yaml_lines import LinedYaml, Where

WINDOW, FRAME = 100, 4
"""Blocks that Slack takes in a window, and those around a section's items."""

Instruments = Mapping[str, Instrument]
"""Instruments by id, in the order of their files' names."""


def read_instruments(files: Iterable[PromptFile]) -> Instruments:
    """Give the instruments of these files; raises `OverlayFault` with file, line and reason."""
    found: dict[str, Instrument] = {}
    for file in files:
        one, lines = read_file(file, Instrument)
        if one.id in found:
            raise _fault(file, lines, ("id",), f"the id {one.id} is given twice; it is another instrument's")
        _check(one, file, lines)
        found[one.id] = one
    return found


def _check(one: Instrument, file: PromptFile, lines: LinedYaml) -> None:
    sections: set[str] = set()
    items: set[str] = set()
    for number, section in enumerate(one.sections):
        here: Where = ("sections", number)
        if section.id in sections:
            raise _fault(file, lines, here, f"the section {section.id} is given twice")
        sections.add(section.id)
        if (blocks := sum(map(_blocks, section.items)) + FRAME) > WINDOW:
            reason = (
                f"the section {section.id} may need {blocks} blocks, and a window takes {WINDOW}; split it"
            )
            raise _fault(file, lines, here, reason)
        for index, item in enumerate(section.items):
            where = (*here, "items", index)
            if item.id in items:
                raise _fault(file, lines, where, f"the item {item.id} is given twice")
            items.add(item.id)
            if isinstance(item, Rating):
                _check_rating(one, item, file, lines, where)
            _check_texts(one, set(item.texts), item.text, file, lines, where)
    if one.nameless != "never" and not any(item.kind in SEALABLE for item in one.items):
        raise _fault(file, lines, ("nameless",), "nothing here can be answered without a name")
    if one.nameless != "never" and "alone" not in one.modes:
        raise _fault(file, lines, ("nameless",), "answers without a name need the mode alone")


def _blocks(item: AnyItem) -> int:
    """How many blocks of a window an item may need: its head, fields, what a group said, and two views."""
    if isinstance(item, Table):
        return 2 + (len(item.rows) or item.most)
    return 6 if isinstance(item, Rating) and item.evidence else 5


def _check_rating(one: Instrument, item: Rating, file: PromptFile, lines: LinedYaml, where: Where) -> None:
    if not 2 <= len(one.scale) <= 10:
        raise _fault(file, lines, where, f"{item.id} is a rating, so scale needs between 2 and 10 levels")
    if item.levels and len(item.levels) != len(one.scale):
        raise _fault(
            file,
            lines,
            (*where, "levels"),
            f"{item.id} describes {len(item.levels)} levels, and the scale has {len(one.scale)}",
        )


def _check_texts(
    one: Instrument, kinds: set[str], text: str | None, file: PromptFile, lines: LinedYaml, where: Where
) -> None:
    if kinds - set(one.suits):
        raise _fault(file, lines, (*where, "texts"), "texts names a kind that is not in suits")
    if kinds and text is None and kinds != set(one.suits):
        missing = ", ".join(sorted(set(one.suits) - kinds))
        raise _fault(file, lines, (*where, "texts"), f"texts has no words for {missing}")


def _fault(file: PromptFile, lines: LinedYaml, where: Where, reason: str) -> OverlayFault:
    return OverlayFault(file.path, lines.line_of(where), reason)
