"""A working in its thread, in an invitation, and as the list of its sections."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import parts as kit
from bot.blocks.instruments_facts import Decided, Part, WorkingFacts
from bot.blocks.parts import Block, Element, View
from bot.ids import Act, Modal
from bot.words import Words
from storage.vocabulary_instruments import WorkingMode, WorkingState

Said = tuple[str, list[Block]]


def message_blocks(words: Words, facts: WorkingFacts) -> Said:
    """The text and the blocks of the message that a working lives under."""
    title = words.label("instruments.title", name=facts.form.name, organization=facts.organization)
    lines = [words.line("instruments.about", about=facts.form.about, beware=facts.form.beware or "")]
    lines.append(_standing(words, facts))
    lines += decision_lines(words, facts.decisions)
    small = _small(words, facts)
    blocks = [kit.header(title), *(kit.section(line) for line in lines if line)]
    if controls := _controls(words, facts):
        blocks.append(kit.actions(controls))
    return "\n".join([f"*{title}*", *lines, small]), [*blocks, kit.context(small)]


def invitation_blocks(words: Words, facts: WorkingFacts) -> Said:
    """The text and the blocks of an invitation."""
    text = words.line(
        "instruments.invited",
        facilitator=facts.facilitator,
        name=facts.form.name,
        organization=facts.organization,
        mode=facts.mode,
        nameless=facts.is_nameless,
        due_on=facts.due_on,
        handed=[part.name for part in facts.parts if part.is_mine],
        sections=len(facts.parts),
        over=facts.state.is_over,
    )
    blocks = [kit.section(text)]
    if not facts.state.is_over:
        blocks.append(kit.actions(_controls(words, facts)[:2]))
    return text, [*blocks, kit.context(_small(words, facts))]


def proposal_blocks(words: Words, facts: WorkingFacts) -> Said:
    """The text and the blocks of the question whether an organization agrees."""
    about = {"who": facts.proposed_by, "name": facts.form.name, "organization": facts.organization}
    text = words.line("instruments.proposed", about=facts.form.about, state=facts.state, **about)
    blocks = [kit.section(text)]
    if facts.state is WorkingState.PROPOSED:
        blocks.append(kit.actions(_agree(words, facts)))
    return text, blocks


def reminder_blocks(words: Words, facts: WorkingFacts, left: int) -> Said:
    """The text and the blocks of a reminder; `left` sections wait for this person."""
    text = words.line(
        "instruments.reminded",
        name=facts.form.name,
        organization=facts.organization,
        left=left,
        due_on=facts.due_on,
    )
    button = _button(words, "work", Act.WORK_OPEN, facts, "primary")
    return text, [kit.section(text), kit.actions([button])]


def sections_view(words: Words, facts: WorkingFacts) -> View:
    """The window that lists the sections, each with the button that opens it."""
    blocks = [
        kit.section(words.line("instruments.pick.about", about=facts.form.about, note=_note(words, facts)))
    ]
    blocks.append(kit.context(_small(words, facts)))
    group: str | None = None
    for part in facts.parts:
        if part.group is not None and part.group != group:
            group = part.group
            blocks.append(kit.section(words.line("instruments.pick.group", name=group)))
        blocks.append(_part(words, facts, part))
    title = facts.form.short
    return kit.modal(Modal.WORK_SECTIONS, title, blocks[:100], close=words.label("instruments.close"))


def decision_lines(words: Words, decisions: Sequence[Decided]) -> list[str]:
    """What was decided, a line for each, under a heading; nothing where nothing was."""
    if not decisions:
        return []
    lines = [
        words.line(
            "instruments.decided",
            kind=one.kind,
            words=one.words,
            owner=one.owner,
            due_on=one.due_on,
            became=(one.became or "").partition(":")[0],
        )
        for one in decisions
    ]
    return ["\n".join([words.line("instruments.decisions"), *lines])[: kit.MOST_TEXT]]


def _part(words: Words, facts: WorkingFacts, part: Part) -> Block:
    alone = facts.mode is WorkingMode.ALONE and facts.state is WorkingState.OPEN
    said = words.line(
        "instruments.pick.one",
        name=part.name,
        done=part.is_done,
        alone=alone,
        sent_by=part.sent_by,
        handed=part.handed_to,
        mine=part.is_mine,
    )
    sealed = facts.is_nameless and alone and part.is_done
    if sealed:
        return kit.section(said)
    key = "look" if part.is_done else "fill"
    label = words.label(f"instruments.button.{key}")
    spoken = words.label("instruments.pick.spoken", button=label, name=part.name)
    button = kit.button(label, Act.WORK_SECTION, f"{facts.id}:{part.id}", spoken=spoken)
    return kit.section(said, button, f"part:{part.id}")


def _standing(words: Words, facts: WorkingFacts) -> str:
    return words.line(
        "instruments.standing",
        state=facts.state,
        mode=facts.mode,
        paused=facts.is_paused,
        nameless=facts.is_nameless,
        done=facts.done,
        of=len(facts.parts),
        finished=facts.finished,
        begun=facts.begun,
        unheard=facts.unheard,
        names=facts.unheard[:3],
        differ=facts.differ,
        least=facts.least,
        who=facts.proposed_by,
    )


def _small(words: Words, facts: WorkingFacts) -> str:
    return words.line(
        "instruments.small",
        period=facts.period,
        mode=facts.mode,
        nameless=facts.is_nameless,
        facilitator=facts.facilitator,
        due_on=facts.due_on,
        paused=facts.is_paused,
    )


def _note(words: Words, facts: WorkingFacts) -> str:
    alone = facts.mode is WorkingMode.ALONE and facts.state is WorkingState.OPEN
    if alone and facts.is_nameless:
        return words.label("instruments.note.nameless", least=facts.least)
    return words.label(f"instruments.note.{'review' if facts.state is WorkingState.REVIEW else facts.mode}")


def _controls(words: Words, facts: WorkingFacts) -> list[Element]:
    if facts.state is WorkingState.PROPOSED:
        return _agree(words, facts)
    if facts.state is WorkingState.DROPPED:
        return []
    see, lead = (
        _button(words, "see", Act.WORK_SEE, facts),
        _button(words, "lead", Act.WORK_LEAD, facts),
    )
    if facts.state is WorkingState.CLOSED or facts.is_paused:
        return [see, lead]
    return [_button(words, "work", Act.WORK_OPEN, facts, "primary"), see, lead]


def _agree(words: Words, facts: WorkingFacts) -> list[Element]:
    return [
        _button(words, "agree", Act.WORK_AGREE, facts, "primary"),
        _button(words, "decline", Act.WORK_DECLINE, facts),
    ]


def _button(words: Words, name: str, act: Act, facts: WorkingFacts, style: str | None = None) -> Element:
    return kit.button(words.label(f"instruments.button.{name}"), act, str(facts.id), style)
