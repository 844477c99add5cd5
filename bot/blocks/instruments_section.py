"""One section of an instrument as a window: what is asked, what stands, and the rows of its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.blocks import parts as kit
from bot.blocks.instruments_facts import ItemSeen, RowSeen, SectionSeen, WorkingFacts
from bot.blocks.instruments_seen import group_line
from bot.blocks.parts import Block, Element, View
from bot.catalogue.instruments import (
    Checklist,
    Column,
    Day,
    Instrument,
    Link,
    PersonItem,
    Pick,
    Rating,
    Table,
)
from bot.forms.instruments import EVIDENCE, ITEM, OTHER, ROLE, SETTLE, SETTLED, Held
from bot.ids import Act, Modal
from bot.words import Words
from storage.vocabulary_instruments import WorkingMode, WorkingState

MOST_LINE = 500
Value = Mapping[str, Any]


def section_view(words: Words, facts: WorkingFacts, seen: SectionSeen, place: tuple[int, int]) -> View:
    """The window of a section; `place` is its number, and of how many."""
    alone = facts.mode is WorkingMode.ALONE and facts.state is WorkingState.OPEN
    nameless = alone and facts.is_nameless
    section = seen.section
    blocks = [kit.header(section.name)]
    if nameless:
        blocks.append(kit.section(words.line("instruments.section.nameless", least=facts.least)))
    guidance = words.line(
        "instruments.section.guidance", guidance=list(section.guidance), questions=list(section.questions)
    )
    if guidance:
        blocks.append(kit.section(guidance))
    for one in seen.items:
        blocks += _item(words, facts, one, nameless)
    bases = {one.item.id: one.views[-1].id for one in seen.items if one.views}
    number, of = place
    blocks.append(kit.context(words.line("instruments.section.place", number=number, of=of)))
    return kit.modal(
        Modal.WORK_SECTION,
        facts.form.short,
        blocks[:100],
        close=words.label("instruments.close"),
        submit=words.label("instruments.section.submit"),
        private_metadata=Held(facts.id, section.id, bases).packed(),
    )


def row_view(
    words: Words, form: Instrument, table: Table, held: Held, row: RowSeen | None, raw: Value | None
) -> View:
    """The window for one row of a table."""
    blocks: list[Block] = []
    if row is not None and row.label:
        blocks.append(kit.section(words.line("instruments.row.about", label=row.label)))
    blocks += [_cell(words, column, (raw or {}).get(column.id)) for column in table.columns]
    return kit.modal(
        Modal.WORK_ROW,
        form.short,
        blocks,
        close=words.label("instruments.row.back"),
        submit=words.label("instruments.row.submit"),
        private_metadata=held.packed(),
    )


def _item(words: Words, facts: WorkingFacts, one: ItemSeen, nameless: bool) -> list[Block]:
    item, levels = one.item, [level.name for level in facts.form.scale]
    described = getattr(item, "levels", ())
    text = item.said(facts.kind)
    blocks: list[Block] = []
    if isinstance(item, Rating | Table) or text:  # others have their label at the field
        head = words.line(
            "instruments.item.head",
            id=item.id if isinstance(item, Rating) else "",
            label=item.label,
            text=text,
            hint=item.hint if isinstance(item, Rating | Table) else "",
            levels=list(described),
        )
        blocks.append(kit.section(head))
    if line := group_line(words, one, levels):
        blocks.append(kit.context(line))
    if isinstance(item, Table):
        return [*blocks, *_table(words, facts, one, item)]
    if len(one.views) > 1:
        blocks += _views(words, one)
    known = (one.views[-1].value if one.views else None) or {}
    return [*blocks, *_inputs(words, facts, one, known, nameless)]


def _views(words: Words, one: ItemSeen) -> list[Block]:
    said = [words.label("instruments.item.view", text=view.text, by=view.by) for view in one.views]
    tick = kit.checkboxes([kit.option(words.label("instruments.item.settle"), SETTLED)], Act.INPUT)
    return [
        kit.section(words.line("instruments.item.views", views=said)),
        kit.field(
            words.label("instruments.item.settle_label"), tick, f"{SETTLE}:{one.item.id}", optional=True
        ),
    ]


def _inputs(words: Words, facts: WorkingFacts, one: ItemSeen, known: Value, nameless: bool) -> list[Block]:
    item = one.item
    element: Element
    more: list[Block] = []
    if isinstance(item, Rating):
        options = [kit.option(level.name, str(number)) for number, level in enumerate(facts.form.scale, 1)]
        element = _radios(options, str(known.get("level", "")))
        if item.evidence:
            key = "evidence_nameless" if nameless else "evidence"
            more.append(_text(words, key, f"{EVIDENCE}:{item.id}", known.get("evidence")))
    elif isinstance(item, Pick):
        options = [kit.option(option.label, option.id) for option in item.options]
        element = _radios(options, str(known.get("option", "")))
        more += _other(words, item, known)
    elif isinstance(item, Checklist):
        options = [kit.option(option.label, option.id) for option in item.options]
        element = kit.checkboxes(options, Act.INPUT, known.get("options", ()))
        more += _other(words, item, known)
    elif isinstance(item, PersonItem):
        element = _user(known.get("person"))
        more.append(_text(words, "role", f"{ROLE}:{item.id}", known.get("role")))
    elif isinstance(item, Day):
        element = kit.datepicker(Act.INPUT, initial=known.get("day"))
    else:
        many = not isinstance(item, Link)
        element = kit.text_input(
            Act.INPUT, initial=known.get("words"), multiline=many, most=3000 if many else MOST_LINE
        )
    label = words.label("instruments.item.label", kind=item.kind, label=item.label, id=item.id)
    hint = None if isinstance(item, Rating) else item.hint
    return [kit.field(label, element, f"{ITEM}:{item.id}", hint=hint, optional=True), *more]


def _other(words: Words, item: Pick | Checklist, known: Value) -> list[Block]:
    if not any(option.other for option in item.options):
        return []
    return [_text(words, "other", f"{OTHER}:{item.id}", known.get("other"))]


def _text(words: Words, key: str, block_id: str, known: Any) -> Block:
    box = kit.text_input(Act.INPUT, initial=known, multiline=False, most=MOST_LINE)
    label = words.label(f"instruments.item.{key}")
    return kit.field(label, box, block_id, optional=True, hint=words.label(f"instruments.item.{key}_hint"))


def _table(words: Words, facts: WorkingFacts, one: ItemSeen, table: Table) -> list[Block]:
    blocks = []
    for row in one.rows:
        cells = [(column.label, row.cells[column.id]) for column in table.columns if row.cells.get(column.id)]
        said = words.line("instruments.row.one", label=row.label, cells=cells)
        names = ("edit",) if row.label else ("edit", "up", "down", "remove")
        value = f"{facts.id}:{table.id}:{row.key}"
        blocks.append(kit.section(said, _overflow(words, names, value)))
    if not table.rows and len(one.rows) < table.most:
        add = words.label("instruments.row.add")
        value = f"{facts.id}:{table.id}:"
        spoken = words.label("instruments.row.spoken", label=table.label)
        blocks.append(kit.actions([kit.button(add, Act.WORK_ROW_ADD, value, spoken=spoken)]))
    return blocks


def _overflow(words: Words, names: Sequence[str], value: str) -> Element:
    if len(names) == 1:
        return kit.button(words.label("instruments.row.edit"), Act.WORK_ROW_EDIT, value)
    options = [kit.option(words.label(f"instruments.row.{name}"), f"{name}:{value}") for name in names]
    return {"type": "overflow", "action_id": Act.WORK_ROW, "options": options}


def _cell(words: Words, column: Column, known: Any) -> Block:
    element: Element
    if column.kind == "check":
        ticked = [SETTLED] if known else []
        element = kit.checkboxes([kit.option(words.label("instruments.row.yes"), SETTLED)], Act.INPUT, ticked)
    elif column.kind == "date":
        element = kit.datepicker(Act.INPUT, initial=known)
    elif column.kind == "person":
        element = _user(known)
    else:
        element = kit.text_input(Act.INPUT, initial=known, most=MOST_LINE, multiline=False)
    return kit.field(column.label, element, f"{ITEM}:{column.id}", optional=True)


def _radios(options: Sequence[Element], known: str) -> Element:
    element: Element = {"type": "radio_buttons", "action_id": Act.INPUT, "options": list(options)}
    initial = next((one for one in options if one["value"] == known), None)
    return element | ({"initial_option": initial} if initial else {})


def _user(known: Any) -> Element:
    element: Element = {"type": "users_select", "action_id": Act.INPUT}
    return element | ({"initial_user": known} if known else {})
