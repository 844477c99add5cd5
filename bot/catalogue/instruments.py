"""An instrument as its file holds it: sections of items that a team works through (inventory F to I).

This is the published schema (`milepost catalogue --schema`). Names, codes and numbers are a source's own;
every sentence is ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.catalogue.models import Code, Origin, Strict
from storage.vocabulary import OrganizationKind

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=150)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
Choice = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=75)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=500)]
Mode = Literal["alone", "together", "sections"]


class Level(Strict):
    """A level of a scale; its value is its place, from 1."""

    name: Choice
    about: Sentence | None = None


class Moves(Strict):
    """What a facilitator needs: time, people, questions, checks, and what to do when views differ."""

    time: Sentence | None = None
    who: Sentence | None = None
    bring: tuple[Sentence, ...] = ()
    open: tuple[Sentence, ...] = ()
    check: tuple[Sentence, ...] = ()
    differ: tuple[Sentence, ...] = ()


class Item(Strict):
    """What all kinds of items have; `slip` says what the source misprints here and how it is read."""

    id: Code
    label: Label
    text: Sentence | None = None
    texts: Mapping[OrganizationKind, Sentence] = {}
    """The text for each kind of organization, where the source words it for each."""
    hint: Sentence | None = None
    line: int | str | None = None
    slip: Sentence | None = None
    practice: Annotated[str, StringConstraints(pattern=r"^[1-9][a-z]$")] | None = None

    def said(self, kind: OrganizationKind) -> str | None:
        """Give the text for an organization of this kind."""
        return self.texts.get(kind, self.text)


class Rating(Item):
    """A place on the instrument's scale; `levels` describe this item's own, one for each of the scale."""

    kind: Literal["rating"]
    levels: tuple[Sentence, ...] = ()
    evidence: bool = False


class Text(Item):
    """Words of the team's own."""

    kind: Literal["text"]


class Option(Strict):
    """Something to choose; of an `other` one may say what."""

    id: Code
    label: Choice
    other: bool = False


class Pick(Item):
    """One of several choices."""

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=10)]


class Checklist(Item):
    """Boxes to tick."""

    kind: Literal["checklist"]
    options: Annotated[tuple[Option, ...], Field(min_length=1, max_length=10)]


class Column(Strict):
    """A column of a table."""

    id: Code
    label: Label
    kind: Literal["text", "check", "date", "person"] = "text"


class FixedRow(Strict):
    """A row that a table always has."""

    id: Code
    label: Label


class Table(Item):
    """Rows with columns; rows are added, reordered and removed, unless the source prints which there are."""

    kind: Literal["table"]
    columns: Annotated[tuple[Column, ...], Field(min_length=1, max_length=12)]
    rows: tuple[FixedRow, ...] = ()
    row_label: Label | None = None
    """The heading over the fixed rows."""
    most: Annotated[int, Field(ge=1, le=30)] = 20


class PersonItem(Item):
    """A person, with the role that they have here."""

    kind: Literal["person"]


class Day(Item):
    """A date."""

    kind: Literal["date"]


class Link(Item):
    """An address under which evidence lies."""

    kind: Literal["link"]


AnyItem = Annotated[
    Rating | Text | Pick | Checklist | Table | PersonItem | Day | Link, Field(discriminator="kind")
]
SEALABLE = ("rating", "choice", "checklist", "text")
"""Kinds that can be answered without a name: what is said is counted, or put among others' words."""


class Section(Strict):
    """A part of an instrument that fits one window."""

    id: Code
    name: Label
    group: Label | None = None
    """The part of the source that the section belongs to, such as a domain."""
    guidance: tuple[Sentence, ...] = ()
    questions: tuple[Sentence, ...] = ()
    """Questions to think about, in the source's order."""
    moves: Moves = Moves()
    items: Annotated[tuple[AnyItem, ...], Field(min_length=1, max_length=30)]


class Instrument(Strict):
    """instruments/*.yaml: a guided form."""

    id: Code
    name: Label
    short: Short
    command: Annotated[str, StringConstraints(pattern=r"^[a-z]{3,16}$")] | None = None
    suits: Annotated[tuple[OrganizationKind, ...], Field(min_length=1)]
    about: Sentence
    beware: Sentence | None = None
    source: Origin
    times_a_year: Annotated[int, Field(ge=1, le=4)] = 1
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = ()
    """The months in which beginning one is suggested."""
    modes: Annotated[tuple[Mode, ...], Field(min_length=1)] = ("together",)
    nameless: Literal["never", "possible", "usual"] = "never"
    scale: tuple[Level, ...] = ()
    scale_note: Sentence | None = None
    most_priorities: Annotated[int, Field(ge=1, le=10)] = 4
    moves: Moves = Moves()
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=40)]

    @property
    def items(self) -> Iterator[AnyItem]:
        """Every item, in order."""
        return (item for section in self.sections for item in section.items)

    def section(self, section_id: str) -> Section | None:
        """Give a section by its id, or None."""
        return next((one for one in self.sections if one.id == section_id), None)

    def item(self, item_id: str) -> AnyItem | None:
        """Give an item by its id, or None."""
        return next((one for one in self.items if one.id == item_id), None)
