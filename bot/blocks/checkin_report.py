"""The report: one form with a status for every action, and more only where it is needed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.blocks.parts import (
    Block,
    Element,
    View,
    actions,
    button,
    checkboxes,
    context,
    datepicker,
    field,
    modal,
    option,
    section,
    select,
    text_input,
)
from bot.ids import Act, Field, Modal, of_action
from bot.words import Words
from storage.vocabulary import Cause, Status

PAGE = 12
"""Actions on one page: with everything revealed they stay below Slack's hundred blocks."""

MOST_WORDS = 2000
MOST_BOXES = 10

Typed = Mapping[str, Any]
"""What the fields hold, by block id."""


@dataclass(frozen=True, slots=True)
class ActionField:
    """An action that is asked about, with its anticipated outputs as (id, text)."""

    id: int
    text: str
    due: date | None
    outputs: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportForm:
    """What the form is about; `opened_at` (ISO) travels with it so that minutes to report are known."""

    check_in_id: int
    statement: str
    actions: tuple[ActionField, ...]
    opened_at: str

    @property
    def pages(self) -> int:
        """How many pages the form has."""
        return max(1, -(-len(self.actions) // PAGE))

    def on(self, page: int) -> tuple[ActionField, ...]:
        """The actions on a page, counted from 0."""
        return self.actions[page * PAGE : (page + 1) * PAGE]


def report_modal(
    words: Words, form: ReportForm, typed: Typed, page: int = 0, wrong: Sequence[str] = ()
) -> View:
    """The form as it stands, at one of its pages; `wrong` are lines that say what to look at again."""
    blocks = [section(words.line("checkin.report.intro", statement=form.statement))]
    if wrong:
        blocks.insert(0, section("\n".join(wrong), block_id="wrong"))
    if form.pages > 1:
        blocks.append(context(_page_line(words, form, page)))
    for one in form.on(page):
        blocks += _action(words, one, typed)
    if page == form.pages - 1:
        blocks += _for_all(words, typed)
    blocks += _pager(words, form, page)
    blocks.append(context(words.line("checkin.report.privacy")))
    return modal(
        Modal.CHECKIN_REPORT,
        words.label("checkin.report.title"),
        blocks,
        submit=words.label("checkin.report.submit"),
        close=words.label("checkin.report.close"),
        private_metadata=json.dumps({"check_in": form.check_in_id, "page": page, "opened": form.opened_at}),
    )


def _action(words: Words, one: ActionField, typed: Typed) -> list[Block]:
    """The status of one action, and what its status calls for."""
    status_id = of_action(Field.STATUS, one.id)
    status = typed.get(status_id)
    chooser = select(
        [option(words.term(status), status) for status in Status], Act.CHECKIN_STATUS, chosen=status
    )
    label = words.label("checkin.report.status", text=one.text)
    due = words.label("checkin.report.due", due=one.due) if one.due else None
    blocks = [field(label, chooser, status_id, hint=due, dispatch=True)]
    if status == Status.BEHIND:
        blocks += _behind(words, one.id, typed)
    elif status == Status.COMPLETED:
        blocks += _completed(words, one, typed)
    return blocks


def _behind(words: Words, action_id: int, typed: Typed) -> list[Block]:
    cause_id = of_action(Field.CAUSE, action_id)
    date_id = of_action(Field.NEW_DATE, action_id)
    causes = select(
        [option(words.term(cause), cause, words.hint(cause)) for cause in Cause],
        Act.INPUT,
        words.label("checkin.report.cause_placeholder"),
        typed.get(cause_id),
    )
    return [
        field(words.label("checkin.report.cause"), causes, cause_id),
        _text(words, "adjustment", of_action(Field.ADJUSTMENT, action_id), typed),
        _text(words, "support", of_action(Field.SUPPORT, action_id), typed),
        field(
            words.label("checkin.report.new_date"),
            datepicker(Act.INPUT, initial=typed.get(date_id)),
            date_id,
            hint=words.label("checkin.report.new_date_hint"),
            optional=True,
        ),
    ]


def _completed(words: Words, one: ActionField, typed: Typed) -> list[Block]:
    blocks = []
    if one.outputs:
        outputs_id = of_action(Field.OUTPUTS, one.id)
        boxes: list[Element] = [option(text, str(key)) for key, text in one.outputs[:MOST_BOXES]]
        ticked = typed.get(outputs_id, [box["value"] for box in boxes])
        blocks.append(
            field(
                words.label("checkin.report.outputs"),
                checkboxes(boxes, Act.INPUT, ticked),
                outputs_id,
                optional=True,
            )
        )
    return [*blocks, _text(words, "evidence", of_action(Field.EVIDENCE, one.id), typed)]


def _for_all(words: Words, typed: Typed) -> list[Block]:
    budget = text_input(Act.INPUT, initial=typed.get(Field.BUDGET), multiline=False, most=20)
    return [
        _text(words, "successes", Field.SUCCESSES, typed),
        _text(words, "resources", Field.RESOURCES, typed),
        field(
            words.label("checkin.report.budget"),
            budget,
            Field.BUDGET,
            hint=words.label("checkin.report.budget_hint"),
            optional=True,
        ),
    ]


def _text(words: Words, name: str, block_id: str, typed: Typed) -> Block:
    return field(
        words.label(f"checkin.report.{name}"),
        text_input(Act.INPUT, initial=typed.get(block_id), most=MOST_WORDS),
        block_id,
        hint=words.label(f"checkin.report.{name}_hint"),
        optional=True,
    )


def _page_line(words: Words, form: ReportForm, page: int) -> str:
    first = page * PAGE + 1
    last = first + len(form.on(page)) - 1
    return words.line("checkin.report.page", first=first, last=last, all=len(form.actions))


def _pager(words: Words, form: ReportForm, page: int) -> list[Block]:
    """The ways to the neighboring pages, each in a row of its own: ids in one row have to differ."""
    wanted = [("page_next", page + 1), ("page_back", page - 1)]
    return [
        actions([button(words.label(f"checkin.button.{name}"), Act.CHECKIN_PAGE, str(to))], f"page:{to}")
        for name, to in wanted
        if 0 <= to < form.pages
    ]
