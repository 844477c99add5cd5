"""What a facilitator has at hand: the moves, the steps, and windows to invite, hand out, and decide."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import parts as kit
from bot.blocks.instruments_facts import WorkingFacts
from bot.blocks.parts import Block, Element, View
from bot.ids import Act, Field, Modal
from bot.words import Words
from storage.vocabulary_instruments import DecisionKind, WorkingMode, WorkingState

Targets = Sequence[tuple[str, str, str]]
"""Places in the plan: what a menu holds, the text, and what kind it is."""

MOST_TARGETS = 100


def lead_view(words: Words, facts: WorkingFacts) -> View:
    """The facilitator's window: steps for whoever leads, notes for everybody."""
    moves = facts.form.moves
    blocks: list[Block] = []
    if facts.may_lead:
        blocks.append(kit.actions(_steps(words, facts)))
    else:
        blocks.append(kit.context(words.line("instruments.lead.only", facilitator=facts.facilitator)))
    for key in ("time", "who"):
        if text := getattr(moves, key):
            blocks.append(kit.section(words.line(f"instruments.lead.{key}", text=text)))
    for key in ("bring", "open", "check", "differ"):
        if lines := list(getattr(moves, key)):
            blocks.append(kit.section(words.line(f"instruments.lead.{key}", lines=lines)))
    for section in facts.form.sections:
        here = section.moves
        notes = [*here.open, *here.check, *here.differ]
        if here.time or notes:
            text = words.line(
                "instruments.lead.section", name=section.name, time=here.time or "", lines=notes
            )
            blocks.append(kit.section(text))
    title = words.label("instruments.lead.title")
    return kit.modal(Modal.WORK_LEAD, title, blocks[:100], close=words.label("instruments.close"))


def invite_view(words: Words, facts: WorkingFacts) -> View:
    """The window in which more people are invited."""
    blocks = [
        kit.field(
            words.label("instruments.start.who"),
            {"type": "multi_users_select", "action_id": Act.INPUT},
            Field.WHO,
            hint=words.label("instruments.start.who_hint"),
        )
    ]
    return _form(words, Modal.WORK_INVITE, "invite", blocks, str(facts.id))


def hand_view(words: Words, facts: WorkingFacts, handed: Sequence[tuple[str, Sequence[str]]]) -> View:
    """The window in which sections are handed out; `handed` are the Slack ids by section so far."""
    now = dict(handed)
    blocks = [kit.context(words.line("instruments.hand.hint"))]
    for part in facts.parts:
        element: Element = {"type": "multi_users_select", "action_id": Act.INPUT}
        if known := list(now.get(part.id, ())):
            element["initial_users"] = known
        blocks.append(kit.field(part.name, element, f"{Field.WHO}:{part.id}", optional=True))
    return _form(words, Modal.WORK_HAND, "hand", blocks, str(facts.id))


def decide_view(words: Words, facts: WorkingFacts, targets: Targets) -> View:
    """The window in which something is decided (J-57)."""
    label = words.label
    kinds = [kit.option(label(f"instruments.decide.kinds.{one}"), one) for one in DecisionKind]
    radios: Element = {"type": "radio_buttons", "action_id": Act.INPUT, "options": kinds}
    radios["initial_option"] = kinds[0]
    person: Element = {"type": "users_select", "action_id": Act.INPUT}
    words_box = kit.text_input(Act.INPUT, multiline=False, most=500)
    blocks = [
        kit.field(label("instruments.decide.kind"), radios, Field.METHOD),
        kit.field(label("instruments.decide.words"), words_box, Field.WORDS),
        kit.field(label("instruments.decide.owner"), person, Field.OWNER, optional=True),
        kit.field(label("instruments.decide.when"), kit.datepicker(Act.INPUT), Field.WHEN, optional=True),
    ]
    if targets:
        options = [kit.option(text, value, kind) for value, text, kind in targets[:MOST_TARGETS]]
        menu = kit.select(options, Act.INPUT, label("instruments.decide.target_choose"))
        hint = label("instruments.decide.target_hint")
        blocks.append(
            kit.field(label("instruments.decide.target"), menu, Field.ITEM, hint=hint, optional=True)
        )
    return _form(words, Modal.WORK_DECIDE, "decide", blocks, str(facts.id))


def _steps(words: Words, facts: WorkingFacts) -> list[Element]:
    """The buttons for what can be done now."""
    state = facts.state
    if facts.is_paused:
        return [_button(words, "resume", Act.WORK_RESUME, facts, "primary")]
    if state is WorkingState.CLOSED:
        return [_button(words, "reopen", Act.WORK_REOPEN, facts)]
    if state.is_over or state is WorkingState.PROPOSED:
        return [_button(words, "close", Act.WORK_CLOSE, facts)]
    names: list[tuple[str, Act]] = []
    if facts.mode is WorkingMode.ALONE and state is WorkingState.OPEN:
        names += [("review", Act.WORK_REVIEW), ("remind", Act.WORK_REMIND), ("invite", Act.WORK_INVITE)]
    else:
        names += [("decide", Act.WORK_DECIDE), ("invite", Act.WORK_INVITE)]
        if facts.mode is WorkingMode.SECTIONS:
            names += [("hand", Act.WORK_HAND), ("remind", Act.WORK_REMIND)]
        names.append(("close", Act.WORK_CLOSE))
    names.append(("pause", Act.WORK_PAUSE))
    return [
        _button(words, name, act, facts, "primary" if place == 0 else None)
        for place, (name, act) in enumerate(names)
    ]


def _button(words: Words, name: str, act: Act, facts: WorkingFacts, style: str | None = None) -> Element:
    return kit.button(words.label(f"instruments.lead.{name}"), act, str(facts.id), style)


def _form(words: Words, modal: Modal, name: str, blocks: Sequence[Block], metadata: str) -> View:
    return kit.modal(
        modal,
        words.label(f"instruments.{name}.title"),
        blocks,
        close=words.label("instruments.close"),
        submit=words.label("instruments.decide.submit" if name == "decide" else "rootcause.submit"),
        private_metadata=metadata,
    )
