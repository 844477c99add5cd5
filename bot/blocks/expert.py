"""Who knows a practice and who works on it now; and the form in which people say what they know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.blocks import parts as kit
from bot.blocks.parts import Block, View
from bot.catalogue import Catalogue
from bot.ids import Act, Field, Modal
from bot.words import Words

MOST_PEOPLE, MOST_SCHOOLS = 12, 12


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody who can be asked; without a Slack id they are named and not mentioned."""

    name: str
    title: str | None
    slack_user_id: str | None
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """A milestone under way that carries the practice."""

    school: str
    number: str
    statement: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a practice; `imported` are experts who have not said which practices they know."""

    code: str
    name: str
    experts: tuple[Expert, ...] = ()
    imported: tuple[Expert, ...] = ()
    works: tuple[Work, ...] = ()


def expert_blocks(words: Words, found: Found) -> list[Block]:
    """People first, then schools; and a button for who knows the practice as well."""
    button = kit.button(words.label("expert.edit"), Act.EXPERT_EDIT, "expert")
    return [*(kit.section(text) for text in _texts(words, found)), kit.actions([button])]


def expert_text(words: Words, found: Found) -> str:
    """The same in one text."""
    return kit.fitting("\n\n".join(_texts(words, found)), 3_900)


def expert_view(words: Words, catalogue: Catalogue, known: Sequence[str]) -> View:
    """The form in which people say which practices they know; `known` are chosen already."""
    options = [kit.option(f"{one.code} {one.name}", one.code) for one in catalogue.practices.values()]
    menu: Block = {"type": "multi_static_select", "action_id": Act.INPUT, "options": options}
    if chosen := [one for one in options if one["value"] in known]:
        menu["initial_options"] = chosen
    blocks = [
        kit.section(words.line("expert.intro")),
        kit.field(
            words.label("expert.which"),
            menu,
            Field.PRACTICES,
            hint=words.label("expert.which_hint"),
            optional=True,
        ),
    ]
    return kit.modal(
        Modal.EXPERT,
        words.label("expert.title"),
        blocks,
        close=words.label("course.close"),
        submit=words.label("expert.submit"),
    )


def _texts(words: Words, found: Found) -> list[str]:
    texts = [words.line("expert.practice", code=found.code, name=found.name)]
    people = [_person(words, one) for one in found.experts[:MOST_PEOPLE]]
    texts.append("\n".join([words.line("expert.people", count=len(found.experts)), *people]))
    if found.imported:
        others = [_person(words, one) for one in found.imported[:MOST_PEOPLE]]
        texts.append("\n".join([words.line("expert.imported"), *others]))
    schools = [
        words.line("expert.school", school=school, milestones=[(one.number, one.statement) for one in works])
        for school, works in groupby(found.works, key=lambda one: one.school)
    ]
    texts.append("\n".join([words.line("expert.schools", count=len(schools)), *schools[:MOST_SCHOOLS]]))
    return texts


def _person(words: Words, one: Expert) -> str:
    return words.line(
        "expert.person", name=one.name, title=one.title, mention=one.slack_user_id, places=one.places
    )
