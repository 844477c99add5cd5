"""The windows of a root-cause session: begin, say because, put dots, look closer, name the headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks import parts as kit
from bot.blocks.parts import Block, Element, View
from bot.blocks.rootcause import CauseLine, SessionFacts
from bot.forms.rootcause import TESTS, WITHDRAW
from bot.ids import ANY, Act, Field, Modal
from bot.words import Words
from storage.vocabulary import Cause
from storage.vocabulary_rootcause import Method, WithinPower

MOST_LINE = 300
MOST_CHOICES = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """An action under way that a session may be about."""

    id: int
    number: str
    text: str
    school: str


def start_view(
    words: Words, method: Method, problem: str, metadata: str, actions: Sequence[Choice] = ()
) -> View:
    """The window in which a session begins where nothing says yet what it is about, or which action."""
    options = [
        kit.option(words.label(f"rootcause.title.{one}"), one, words.label(f"rootcause.method.{one}"))
        for one in Method
    ]
    radios: Element = {"type": "radio_buttons", "action_id": Act.INPUT, "options": options}
    radios["initial_option"] = options[list(Method).index(method)]
    said = kit.field(
        words.label("rootcause.start.problem"),
        kit.text_input(Act.INPUT, initial=problem or None, most=500),
        Field.WORDS,
        hint=words.label("rootcause.start.problem_hint"),
    )
    about = _actions(words, actions) if actions else said
    blocks = [about, kit.field(words.label("rootcause.start.method"), radios, Field.METHOD)]
    return _form(words, Modal.SESSION_START, "start", blocks, metadata)


def record_view(words: Words, actions: Sequence[Choice], metadata: str) -> View:
    """The window that asks on which action a settled cause goes on record."""
    return _form(words, Modal.SESSION_RECORD, "record", [_actions(words, actions)], metadata)


def cause_view(
    words: Words, facts: SessionFacts, parent: CauseLine | None, metadata: str, probe: str | None = None,
    typed: Sequence[str | None] = (None, None),
) -> View:  # fmt: skip
    """The window in which somebody says what lies behind it; `probe` asks once more, the words stay."""
    asked = parent.words if parent else facts.problem
    why = facts.method is Method.FIVE_WHYS
    blocks = [kit.section(words.line("rootcause.ask.why" if why else "rootcause.ask.cause", words=asked))]
    if probe is not None:
        blocks.append(kit.section(probe))
    blocks.append(
        kit.field(
            words.label("rootcause.ask.because" if why else "rootcause.ask.words"),
            kit.text_input(Act.INPUT, multiline=False, most=MOST_LINE, initial=typed[0]),
            Field.WORDS,
            hint=words.label("rootcause.ask.hint"),
        )
    )
    if why and len(facts.causes) > 0:
        blocks.append(_parents(words, facts, parent))
    if facts.bones:
        blocks.append(_bones(words, facts))
    blocks += [_evidence(words, typed[1]), _power(words, None)]
    return _form(words, Modal.CAUSE, "cause", blocks, metadata)


def vote_view(words: Words, facts: SessionFacts, dots: Sequence[int], most: int, metadata: str) -> View:
    """The window in which a person puts their dots."""
    options = [kit.option(one.words, str(one.id)) for one in facts.causes[:MOST_CHOICES]]
    menu: Element = {
        "type": "multi_static_select",
        "action_id": Act.INPUT,
        "options": options,
        "max_selected_items": most,
        "placeholder": kit.plain(words.label("rootcause.vote.placeholder"), 150),
    }
    chosen = [one for one in options if int(one["value"]) in dots]
    if chosen:
        menu["initial_options"] = chosen
    label = words.label("rootcause.vote.label", most=most)
    blocks = [kit.field(label, menu, Field.CAUSES, optional=True, hint=words.label("rootcause.vote.hint"))]
    return _form(words, Modal.CAUSE_VOTE, "vote", blocks, metadata)


def pick_view(words: Words, facts: SessionFacts) -> View:
    """The window that asks which cause to look at more closely; a choice opens the closer look."""
    options = [kit.option(one.words, f"{facts.id}:{one.id}") for one in facts.causes[:MOST_CHOICES]]
    menu = kit.select(options, Act.CAUSE_PICK, words.label("rootcause.closer.choose"))
    # no input: Slack takes those only in a window that is sent, and this one changes when a cause is chosen
    blocks = [kit.section(words.line("rootcause.closer.which")), kit.actions([menu])]
    title = words.label("rootcause.closer.title")
    return kit.modal(Modal.CAUSE_CLOSER, title, blocks, close=words.label("rootcause.close"))


def closer_view(
    words: Words,
    cause: CauseLine,
    coded: Cause | None,
    practices: Sequence[tuple[str, str]],
    passed: dict[str, bool],
    metadata: str,
    is_own: bool = False,
) -> View:
    """The closer look: the stopping tests, the evidence, whose it is to change, and what it points to.

    Whoever said it may say it better here, or take it back.
    """
    blocks = [kit.section(words.line("rootcause.closer.about", words=cause.words))]
    if is_own:
        box = kit.text_input(Act.INPUT, multiline=False, most=MOST_LINE, initial=cause.words)
        blocks.append(kit.field(words.label("rootcause.closer.words"), box, Field.WORDS))
    blocks += [_test(words, test, passed.get(test)) for test in TESTS]
    ticks = [kit.option(words.label("rootcause.closer.chosen"), "yes")]
    if is_own:
        ticks.append(kit.option(words.label("rootcause.closer.withdraw"), WITHDRAW))
    boxes = kit.checkboxes(ticks, Act.INPUT, ["yes"] if cause.is_chosen else [])
    blocks += [
        _evidence(words, cause.evidence),
        _power(words, cause.within_power),
        _code(words, coded),
        _practice(words, cause, practices),
        kit.field(words.label("rootcause.closer.choice"), boxes, Field.CHOICE, optional=True),
    ]
    return _form(words, Modal.CAUSE_CLOSER, "closer", blocks, metadata)


def bones_view(words: Words, facts: SessionFacts, metadata: str) -> View:
    """The window in which a team names its headings."""
    box = kit.text_input(Act.INPUT, initial="\n".join(name for _, name in facts.bones))
    hint = words.label("rootcause.bones.hint")
    blocks = [kit.field(words.label("rootcause.bones.label"), box, Field.BONES, hint=hint)]
    return _form(words, Modal.SESSION_BONES, "bones", blocks, metadata)


def _form(words: Words, modal: Modal, name: str, blocks: Sequence[Block], metadata: str) -> View:
    return kit.modal(
        modal,
        words.label(f"rootcause.{name}.title" if name != "cause" else "rootcause.ask.title"),
        blocks,
        close=words.label("rootcause.close"),
        submit=words.label("rootcause.submit"),
        private_metadata=metadata,
    )


def _actions(words: Words, actions: Sequence[Choice]) -> Block:
    options = [
        kit.option(f"{one.number} {one.text}", str(one.id), one.school) for one in actions[:MOST_CHOICES]
    ]
    menu = kit.select(options, Act.INPUT, words.label("rootcause.record.choose"))
    return kit.field(words.label("rootcause.record.which"), menu, Field.ITEM)


def _parents(words: Words, facts: SessionFacts, parent: CauseLine | None) -> Block:
    options = [kit.option(words.label("rootcause.ask.from_problem"), ANY)]
    options += [kit.option(one.words, str(one.id)) for one in facts.causes[-MOST_CHOICES + 1 :]]
    menu = kit.select(options, Act.INPUT, chosen=str(parent.id) if parent else ANY)
    return kit.field(words.label("rootcause.ask.parent"), menu, Field.PARENT)


def _bones(words: Words, facts: SessionFacts) -> Block:
    options = [kit.option(name, str(key)) for key, name in facts.bones]
    menu = kit.select(options[:MOST_CHOICES], Act.INPUT, words.label("rootcause.ask.bone_choose"))
    return kit.field(words.label("rootcause.ask.bone"), menu, Field.BONE)


def _evidence(words: Words, known: str | None) -> Block:
    box = kit.text_input(Act.INPUT, multiline=False, most=MOST_LINE, initial=known)
    hint = words.label("rootcause.ask.evidence_hint")
    return kit.field(words.label("rootcause.ask.evidence"), box, Field.EVIDENCE, hint=hint, optional=True)


def _power(words: Words, known: WithinPower | None) -> Block:
    options = [kit.option(words.label(f"rootcause.power.{one}"), one) for one in WithinPower]
    menu = kit.select(options, Act.INPUT, words.label("rootcause.ask.power_choose"), chosen=known)
    return kit.field(words.label("rootcause.ask.power"), menu, Field.POWER, optional=True)


def _test(words: Words, test: str, known: bool | None) -> Block:
    options = [kit.option(words.label(f"rootcause.tests.{test}.{one}"), one) for one in ("yes", "no")]
    radios: Element = {"type": "radio_buttons", "action_id": Act.INPUT, "options": options}
    if known is not None:
        radios["initial_option"] = options[0 if known else 1]
    label = words.label(f"rootcause.tests.{test}.label")
    return kit.field(label, radios, f"{Field.TEST}:{test}", optional=True)


def _code(words: Words, coded: Cause | None) -> Block:
    options = [kit.option(words.label("rootcause.closer.no_code"), ANY)]
    options += [kit.option(words.term(one), one, words.hint(one)) for one in Cause]
    menu = kit.select(options, Act.INPUT, chosen=coded or ANY)
    return kit.field(words.label("rootcause.closer.cause"), menu, Field.CAUSE)


def _practice(words: Words, cause: CauseLine, practices: Sequence[tuple[str, str]]) -> Block:
    """The practice that is missing or weak: the way from a cause to a strategy (D-T6)."""
    options = [kit.option(words.label("rootcause.closer.no_practice"), ANY)]
    options += [kit.option(f"{code} {name}", code) for code, name in practices]
    known = next((code for code, _ in practices if (cause.practice or "").startswith(code)), ANY)
    menu = kit.select(options, Act.INPUT, chosen=known)
    return kit.field(words.label("rootcause.closer.practice"), menu, Field.PRACTICE)
