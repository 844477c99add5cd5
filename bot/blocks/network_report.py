"""The roll-up for files: as plain text, as Markdown, and for programs."""

from __future__ import annotations

import re
from typing import Any

from bot.blocks.network import found_text, line_text, part_text, summary
from bot.blocks.network_facts import Network, Shares
from bot.blocks.periods import period_name
from bot.words import Words


def network_plain(words: Words, one: Network) -> str:
    """The whole roll-up, a line for each practice and domain."""
    said = [_title(words, one), summary(words.label, one), ""]
    for line in one.lines:
        if line.shares is not None:
            said.append(("" if line.is_domain else "  ") + line_text(words.label, line).replace("*", ""))
    if one.parts:
        said += ["", words.label("network.parts")]
        said += [f"  {part_text(words.label, part, one.least)}" for part in one.parts]
    if one.found:
        said += ["", words.label("network.found_title")]
        said += [f"  {found_text(words.label, cause)}" for cause in one.found]
    return "\n".join([*said, *_notes(words, one)]).rstrip() + "\n"


def network_markdown(words: Words, one: Network) -> str:
    """The same with tables."""
    said = [f"# {_escaped(_title(words, one))}", _escaped(summary(words.label, one))]
    figures = ("schools", "completed", "behind", "said_behind")
    if one.lines:
        rows = [
            [line.code, f"**{line.name}**" if line.is_domain else line.name, *_cells(words, line.shares)]
            for line in one.lines
        ]
        said.append(_table(words, ("code", "name", *figures), rows))
    if one.parts:
        rows = [
            [
                _escaped(part.name or words.label("network.folded", count=part.count)),
                *_cells(words, part.shares),
            ]
            for part in one.parts
        ]
        said += [f"## {words.label('network.parts')}", _table(words, ("district", *figures), rows)]
    if one.found:
        said.append(f"## {words.label('network.found_title')}")
        said.append("\n".join(f"- {_escaped(found_text(words.label, cause))}" for cause in one.found))
    return "\n\n".join([*said, *(note for note in _notes(words, one) if note)]) + "\n"


def network_json(one: Network) -> dict[str, Any]:
    """For programs: every figure with numerator, denominator, value and the actions behind it.

    What is hidden is null. `ids_listed` is false where the actions are too many to be listed.
    """
    return {
        "version": 1,
        "organization": {
            "id": one.organization_id,
            "code": one.code,
            "name": one.name,
            "kind": one.kind.value,
        },
        "period": one.period,
        "least_schools": one.least,
        "schools": one.schools,
        "ids_listed": one.has_ids,
        "everything": _figures(one.everything),
        "domains": [_line(line) for line in one.lines if line.is_domain],
        "practices": [_line(line) for line in one.lines if not line.is_domain],
        "districts": [
            {"code": part.code, "name": part.name, "together": part.count, "figures": _figures(part.shares)}
            for part in one.parts
        ],
        "root_causes": [
            {
                "kind": "practice" if cause.is_practice else "cause",
                "code": cause.code,
                "name": cause.name,
                "schools": cause.schools,
            }
            for cause in one.found
        ],
    }


def _title(words: Words, one: Network) -> str:
    period = period_name(words, one.period) if one.period else None
    return words.label("network.title", name=one.name, period=period)


def _notes(words: Words, one: Network) -> list[str]:
    notes = ["", words.label("network.counted_once")] if one.lines else []
    if one.hidden:
        notes.append(words.label("network.hidden", count=one.hidden, least=one.least))
    return notes


def _cells(words: Words, shares: Shares | None) -> list[str]:
    if shares is None:
        return [words.label("network.hidden_cell")] * 4
    ratios = (shares.completed, shares.behind)
    cells = [
        "" if one.percent is None else f"{one.percent}% ({one.numerator}/{one.denominator})" for one in ratios
    ]
    return [str(shares.schools), *cells, str(shares.said_behind.numerator)]


def _table(words: Words, columns: tuple[str, ...], rows: list[list[str]]) -> str:
    head = [words.label(f"network.columns.{name}") for name in columns]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text)


def _line(line: Any) -> dict[str, Any]:
    return {"code": line.code, "name": line.name, "figures": _figures(line.shares)}


def _figures(shares: Shares | None) -> dict[str, Any] | None:
    if shares is None:
        return None
    return {
        "schools": shares.schools,
        "actions_completed": shares.completed.as_json(),
        "actions_behind": shares.behind.as_json(),
        "actions_reported_behind": shares.said_behind.as_json(),
    }
