"""The windows in which a meeting's decisions, confirmed milestones and a story's sections are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.blocks import parts as kit
from bot.blocks.parts import Element, View
from bot.ids import ANY, Act, Field, Modal
from bot.words import Words
from bot.words.filters import shorten
from storage.vocabulary_measures import DecisionKind

MOST_WORDS = 2_500
MOST_CHOICES = 99
MOST_BOXES = 10


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision may be about: its key ("milestone:12"), and what people call it."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Confirmable:
    """A milestone all of whose actions are finished, and whether it is confirmed already."""

    milestone_id: int
    name: str
    is_confirmed: bool


def decide_view(
    words: Words, title: str, subjects: Sequence[Subject], likely: DecisionKind, metadata: str
) -> View:
    """The form for one decision; `likely` is the kind that it begins with."""
    label = words.label
    kinds = [kit.option(words.term(kind), kind, words.hint(kind)) for kind in DecisionKind]
    whole = kit.option(label("reports.decide.whole"), ANY)
    about = [whole, *(kit.option(shorten(one.name, 75), one.key) for one in subjects[:MOST_CHOICES])]
    owner: Element = {"type": "users_select", "action_id": Act.INPUT}
    blocks = [
        kit.section(words.line("reports.decide.about", title=title)),
        kit.field(label("reports.decide.kind"), kit.select(kinds, Act.INPUT, chosen=likely), Field.CHOICE),
        kit.field(label("reports.decide.subject"), kit.select(about, Act.INPUT, chosen=ANY), Field.MILESTONE),
        kit.field(label("reports.decide.words"), kit.text_input(Act.INPUT, most=MOST_WORDS), Field.WORDS,
                  hint=label("reports.decide.hint")),
        kit.field(label("reports.decide.owner"), owner, Field.OWNER, optional=True),
        kit.field(label("reports.decide.until"), kit.datepicker(Act.INPUT), Field.WHEN, optional=True),
    ]  # fmt: skip
    return _form(words, Modal.REPORT_DECIDE, "reports.decide", blocks, metadata)


def confirm_view(words: Words, title: str, rows: Sequence[Confirmable], metadata: str) -> View:
    """The form in which leadership says which milestones are done; those said before are ticked."""
    blocks = [kit.section(words.line("reports.confirm.about", title=title))]
    for at in range(0, len(rows), MOST_BOXES):
        shown = rows[at : at + MOST_BOXES]
        boxes: list[Element] = [kit.option(shorten(one.name, 75), str(one.milestone_id)) for one in shown]
        ticked = [str(one.milestone_id) for one in shown if one.is_confirmed]
        element = kit.checkboxes(boxes, Act.INPUT, ticked)
        blocks.append(
            kit.field(
                words.label("reports.confirm.which"), element, f"{Field.MILESTONES}:{at}", optional=True
            )
        )
    return _form(words, Modal.REPORT_CONFIRM, "reports.confirm", blocks, metadata)


def story_view(
    words: Words,
    title: str,
    sections: Mapping[str, str],
    chosen: str,
    text: str,
    is_draft: bool,
    metadata: str,
) -> View:
    """The form for one section of a story: what a person wrote, or the draft to begin with."""
    options = [kit.option(name, key) for key, name in sections.items()]
    menu = kit.select(options, Act.STORY_SECTION, chosen=chosen)
    about = words.line("reports.write.draft" if is_draft else "reports.write.yours", title=title)
    box = kit.text_input(Act.INPUT, initial=text[:2_900], most=3_000)
    blocks = [
        kit.section(about),
        kit.field(words.label("reports.write.section"), menu, Field.SECTION, dispatch=True),
        # The words belong to a section: their field has its name, or Slack would keep those of another one.
        kit.field(sections[chosen], box, f"{Field.WORDS}:{chosen}", optional=True,
                  hint=words.label("reports.write.hint")),
    ]  # fmt: skip
    return _form(words, Modal.STORY, "reports.write", blocks, metadata)


def _form(words: Words, modal: Modal, key: str, blocks: Sequence[Element], metadata: str) -> View:
    return kit.modal(
        modal,
        words.label(f"{key}.title"),
        blocks,
        close=words.label("reports.close"),
        submit=words.label(f"{key}.submit"),
        private_metadata=metadata,
    )
