"""A working as a document to file: what was agreed, what single answers say together, what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session

from bot.blocks.instruments_facts import ItemSeen, WorkingFacts
from bot.catalogue.instruments import Rating, Section
from bot.catalogue.instruments import Table as TableItem
from bot.documents.report import cells
from bot.documents.report.model import Bullets, Cell, Column, Document, Heading, Paragraph, Part, Table
from bot.flows.kit import Kit, Refusal
from bot.flows.working import Room
from bot.flows.working_facts import Reader, facts_of
from bot.words import Words
from storage import instruments, organizations, trees

LISTED = 200


def working_document(
    session: Session, kit: Kit, workspace_id: int, working_id: int, now: datetime
) -> Document:
    """Give the document of a working; `Refusal` for none such.

    It holds what anybody may see now: nothing of single answers while people answer alone, and of answers
    without names only what enough people gave.
    """
    room = outside(session, kit, workspace_id, working_id)
    facts, words = facts_of(session, kit, room), kit.words
    label = words.label
    parts: list[Part] = [Paragraph(room.form.about)]
    for note in (room.form.beware, room.form.scale_note):
        if note:
            parts.append(Paragraph(note, soft=True))
    if facts.is_nameless:
        parts.append(Paragraph(label("instruments.report.nameless", least=facts.least), soft=True))
    parts += _decided(words, facts)
    reader = Reader(session, kit, room)
    group: str | None = None
    for section in room.form.sections:
        if section.group and section.group != group:
            group = section.group
            parts.append(Heading(group, 1))
        parts.append(Heading(section.name, 2 if section.group else 1))
        seen = [reader.item(section, item) for item in section.items]
        parts += _section(words, facts, section, seen)
    parts.append(
        Paragraph(
            label(
                "instruments.report.source", document=room.form.source.document, part=room.form.source.section
            ),
            soft=True,
        )
    )
    title = label("instruments.title", name=room.form.name, organization=facts.organization)
    return Document(room.form.id, title, _subtitle(words, facts), now.date(), tuple(parts))


def _subtitle(words: Words, facts: WorkingFacts) -> str:
    return words.label(
        "instruments.report.subtitle",
        organization=facts.organization,
        period=facts.period,
        facilitator=facts.facilitator,
        mode=facts.mode,
        nameless=facts.is_nameless,
        state=facts.state,
    )


def outside(session: Session, kit: Kit, workspace_id: int, working_id: int) -> Room:
    """Give a working as somebody sees it who takes no part; `Refusal` for none such."""
    whole = instruments.whole(session, workspace_id, working_id)
    if whole is None or whole.working.instrument not in kit.catalogue.instruments:
        raise Refusal("instruments.refusal.gone")
    organization = trees.named(session, workspace_id, [whole.working.organization_id])[0]
    return Room(whole, kit.catalogue.instruments[whole.working.instrument], organization, 0)


def listed(session: Session, kit: Kit, workspace_id: int, code: str | None) -> list[dict[str, object]]:
    """Give the workings of an organization, or of all, newest first; `Refusal` for an unknown code."""
    rows = list(organizations.everything(session, workspace_id))
    if code is not None:
        rows = [one for one in rows if one.code == code]
        if not rows:
            raise Refusal("instruments.cli.unknown", code=code)
    names = {one.id: one.name for one in rows}
    forms = list(kit.catalogue.instruments)
    return [
        {
            "id": one.id,
            "form": one.instrument,
            "organization": names[one.organization_id],
            "period": one.period,
            "mode": one.mode.value,
            "nameless": one.is_nameless,
            "state": one.state.value,
        }
        for one in instruments.of_instruments(session, workspace_id, names, forms)[:LISTED]
    ]


def _decided(words: Words, facts: WorkingFacts) -> Iterator[Part]:
    if not facts.decisions:
        return
    columns = tuple(
        Column(words.label(f"instruments.report.columns.{name}"), share)
        for name, share in (("what", 1.2), ("words", 3), ("owner", 1.2), ("due", 1))
    )
    rows = tuple(
        (
            cells.text(words.label(f"instruments.report.kinds.{one.kind}")),
            cells.text(one.words),
            cells.text(one.owner),
            cells.day(one.due_on),
        )
        for one in facts.decisions
    )
    yield Heading(words.label("instruments.report.decisions"))
    yield Table("decisions", words.label("instruments.report.decided"), columns, rows)


def _section(words: Words, facts: WorkingFacts, section: Section, seen: list[ItemSeen]) -> Iterator[Part]:
    rated = [one for one in seen if isinstance(one.item, Rating)]
    if rated:
        yield _ratings(words, facts, section, rated)
    for one in seen:
        if isinstance(one.item, TableItem):
            yield _table(words, one.item, one)
        elif one not in rated:
            yield from _words(words, one)
    evidence = [f"{one.item.id}: {said}" for one in rated for said in one.words]
    if evidence:
        yield Paragraph(words.label("instruments.report.evidence"), key=True)
        yield Bullets(tuple(evidence))


def _ratings(words: Words, facts: WorkingFacts, section: Section, rated: list[ItemSeen]) -> Table:
    grouped = any(one.together or one.hidden for one in rated)
    names = ("code", "element", "agreed", *(("answers", "median", "spread", "agreement") if grouped else ()))
    shares = {"code": 0.6, "element": 2.5, "agreed": 2.0, "answers": 1.7, "agreement": 1.2}
    columns = tuple(
        Column(words.label(f"instruments.report.columns.{name}"), shares.get(name, 0.8), name == "median")
        for name in names
    )
    rows = []
    for one in rated:
        agreed = " / ".join(view.text for view in one.views)
        row = [cells.text(one.item.id), cells.text(one.item.label), cells.text(agreed)]
        rows.append((*row, *(_group(words, one) if grouped else ())))
    caption = words.label("instruments.report.levels", grouped=grouped)
    return Table(f"ratings-{section.id}", caption, columns, tuple(rows))


def _group(words: Words, one: ItemSeen) -> tuple[Cell, ...]:
    group = one.together
    if group is None:
        hidden = words.label("instruments.report.hidden") if one.hidden else ""
        return cells.text(hidden), cells.text(None), cells.text(None), cells.text(None)
    spread = f"{group.low:g}" if group.low == group.high else f"{group.low:g} to {group.high:g}"
    counts = words.label("instruments.report.counts", counts=list(enumerate(group.counts, 1)))
    return (
        cells.text(counts),
        cells.number(Decimal(str(group.median))),
        cells.text(spread),
        cells.text(f"{round(100 * group.agreement)}%"),
    )


def _table(words: Words, table: TableItem, one: ItemSeen) -> Table:
    fixed = bool(table.rows)
    head = (Column(table.row_label or "", 2.0),) if fixed else ()
    columns = (*head, *(Column(column.label) for column in table.columns))
    rows = tuple(
        (
            *((cells.text(row.label),) if fixed else ()),
            *(cells.text(_ticked(column.kind, row.cells.get(column.id))) for column in table.columns),
        )
        for row in one.rows
    )
    return Table(f"{table.id}", table.label, columns, rows)


def _ticked(kind: str, text: str | None) -> str | None:
    return "✓" if kind == "check" and text else text


def _words(words: Words, one: ItemSeen) -> Iterator[Part]:
    yield Paragraph(f"{one.item.label} ({one.item.id})", key=True)
    said = [view.text for view in one.views]
    said += [f"{name} ×{count}" for name, count in one.counts.items()]
    said += list(one.words)
    if one.hidden:
        said.append(words.label("instruments.report.hidden"))
    if len(said) == 1:
        yield Paragraph(said[0])
    else:
        yield (
            Bullets(tuple(said)) if said else Paragraph(words.label("instruments.report.nothing"), soft=True)
        )
