"""The roll-up as a report of its own: the same document that is written as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.blocks.network import found_text, summary
from bot.blocks.network_facts import Line, Network, Shares
from bot.blocks.network_facts import Part as Below
from bot.blocks.periods import first_day, period_name
from bot.documents.report.model import (
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Kind,
    Paragraph,
    Part,
    Table,
)
from bot.rules.quantities import Ratio
from bot.words import Words

FIGURES = ("schools", "completed", "behind", "said_behind")


def network_document(words: Words, one: Network, made_on: date) -> Document:
    """Give the roll-up as a report: the whole, the practices domain by domain, what stands below, causes."""
    period = ""
    if one.period:
        year = first_day(one.period).year
        period = words.label("network.page_period", period=period_name(words, one.period), year=year)
    return Document("network", one.name, period, made_on, tuple(_parts(words, one)))


def _parts(words: Words, one: Network) -> Iterator[Part]:
    label = words.label
    yield Paragraph(summary(label, one), key=True)
    if one.lines:
        yield Heading(label("network.practices"))
        yield Paragraph(label("network.counted_once"), soft=True)
        for domain in (line for line in one.lines if line.is_domain):
            practices = [line for line in one.lines if not line.is_domain and line.code[0] == domain.code]
            yield _of_domain(words, domain, practices)
    if one.hidden:
        yield Paragraph(label("network.hidden", count=one.hidden, least=one.least), soft=True)
    if one.parts:
        yield Heading(label("network.parts"))
        rows = [_row(words, _name(words, part), part.shares) for part in one.parts]
        yield _table(words, "districts", "", "district", rows)
    if one.found:
        yield Heading(label("network.found_title"))
        yield Bullets(tuple(found_text(label, cause) for cause in one.found))


def _of_domain(words: Words, domain: Line, practices: Sequence[Line]) -> Table:
    """The practices of a domain, and all of it in the last row."""
    rows = [_row(words, f"{one.code} {one.name}", one.shares) for one in practices]
    rows.append(_row(words, words.label("network.all_of_domain"), domain.shares))
    return _table(words, f"domain-{domain.code}", f"{domain.code} {domain.name}", "name", rows)


def _table(words: Words, key: str, caption: str, first: str, rows: Sequence[tuple[Cell, ...]]) -> Table:
    columns = [Column(words.label(f"network.columns.{first}"), 3.0)]
    columns += [Column(words.label(f"network.columns.{name}"), 1.0, is_number=True) for name in FIGURES]
    return Table(key, caption, tuple(columns), tuple(rows))


def _row(words: Words, name: str, shares: Shares | None) -> tuple[Cell, ...]:
    if shares is None:
        return (Cell(name), *[Cell(words.label("network.hidden_cell"))] * len(FIGURES))
    return (
        Cell(name),
        Cell(str(shares.schools), shares.schools, Kind.NUMBER),
        _share(words, shares.completed),
        _share(words, shares.behind),
        _share(words, shares.said_behind),
    )


def _share(words: Words, ratio: Ratio) -> Cell:
    if ratio.percent is None:
        return Cell(words.label("network.nothing_counted"))
    text = f"{ratio.percent}%\N{NO-BREAK SPACE}({ratio.numerator}/{ratio.denominator})"
    return Cell(text, ratio.percent, Kind.PERCENT, ratio.numerator, ratio.denominator)


def _name(words: Words, part: Below) -> str:
    return part.name or words.label("network.folded", count=part.count)
