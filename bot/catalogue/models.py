"""The frameworks and questions as frozen values, in the form in which files hold them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from storage.vocabulary import Audience, Cause, Phase, RuleName

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=300)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=40)]
Stem = Annotated[str, StringConstraints(pattern=r"^=?[a-z0-9-]{2,}$")]
Phrase = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ,'-]*$", max_length=60)]
Steer = Literal["money", "time", "blame"]


class Strict(BaseModel):
    """A value that cannot change and has no fields but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(Strict):
    """The document, and the part of it, that a file follows."""

    document: str
    section: str


class Source(Origin):
    """The one item of a document that a question or a test follows; `line` is its line there."""

    item: str
    line: str


class Practice(Strict):
    """One of the twelve practices; `name` is exact, `also` are other forms that plans use."""

    code: Annotated[str, StringConstraints(pattern=r"^[1-9][a-z]$")]
    name: Text
    also: tuple[str, ...] = ()


class Domain(Strict):
    """One of the Four Domains with its practices."""

    code: Annotated[str, StringConstraints(pattern=r"^[1-9]$")]
    name: Text
    also: tuple[str, ...] = ()
    practices: Annotated[tuple[Practice, ...], Field(min_length=1)]


class Tag(Strict):
    """What a question is good for, and the rules and causes that this means."""

    label: Text
    rules: tuple[RuleName, ...]
    causes: tuple[Cause, ...]


class Entry(Strict):
    """Something numbered in a document, in our own words."""

    id: Code
    line: int | str
    text: Text


class QuestionEntry(Entry):
    """A coaching question as its file holds it."""

    section: Code
    follow_ups: tuple[Text, ...] = ()
    audience: Annotated[tuple[Audience, ...], Field(min_length=1)]
    tags: Annotated[tuple[str, ...], Field(min_length=1)]
    rules: tuple[RuleName, ...] | None = None
    causes: tuple[Cause, ...] | None = None
    about: tuple[Phrase, ...] = ()
    themes: tuple[str, ...] = ()
    suits: Literal["new", "lasting"] | None = None
    steers: tuple[Steer, ...] = ()
    source: Source | None = None


class Question(Strict):
    """A coaching question, with all that choosing it needs (see `bot.rules.coaching`)."""

    id: str
    phase: Phase
    section: str
    section_label: str
    text: str
    follow_ups: tuple[str, ...]
    audience: tuple[Audience, ...]
    tags: tuple[str, ...]
    rules: tuple[RuleName, ...]
    causes: tuple[Cause, ...]
    about: tuple[str, ...]
    themes: tuple[str, ...]
    suits: Literal["new", "lasting"] | None
    steers: tuple[Steer, ...]
    source: Source


class Numbered(Strict):
    """A technique, a question to prepare with, a root-cause method, or a stopping test."""

    id: str
    text: str
    source: Source
    name: str = ""


class NamedEntry(Entry):
    """A root-cause method: its name is a fact, its text says in our words how it goes."""

    name: Text


class DomainsFile(Strict):
    """frameworks/domains.yaml."""

    source: Origin
    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]


class CausesFile(Strict):
    """frameworks/causes.yaml: the beginnings of words by which each cause is heard."""

    causes: dict[Cause, tuple[Stem, ...]]


class SynonymsFile(Strict):
    """frameworks/synonyms.yaml: groups of words, or short phrases, that mean nearly the same."""

    groups: tuple[Annotated[tuple[Phrase, ...], Field(min_length=2)], ...]


class ThemeEntry(Strict):
    """What people speak of: its name as it reads after "is about", and how it sounds."""

    label: Text
    words: Annotated[tuple[Phrase, ...], Field(min_length=1)]


class ThemesFile(Strict):
    """frameworks/themes.yaml: what stands between typed words and the questions that take them up."""

    themes: dict[str, ThemeEntry]


class SteeringFile(Strict):
    """frameworks/steering.yaml: how money, time and blame sound when somebody stops there."""

    signs: dict[Steer, tuple[Phrase, ...]]


class TagsFile(Strict):
    """frameworks/tags.yaml."""

    tags: dict[str, Tag]


class AwaySigns(Strict):
    """frameworks/away.yaml: how a Slack status says that its person is not at work."""

    emoji: frozenset[Annotated[str, StringConstraints(pattern=r"^:[^:\s]+:$")]]
    words: frozenset[Text]
    unless: frozenset[Text] = frozenset()


class RootCauseFile(Strict):
    """frameworks/rootcause.yaml."""

    source: Origin
    methods: tuple[NamedEntry, ...]
    stopping_tests: tuple[Entry, ...]


class QuestionsFile(Strict):
    """questions/*.yaml: one phase."""

    phase: Phase
    source: Origin
    sections: dict[str, Text]
    questions: Annotated[tuple[QuestionEntry, ...], Field(min_length=1)]
    techniques: tuple[Entry, ...] = ()
    preparation: tuple[Entry, ...] = ()


class OwnQuestionEntry(QuestionEntry):
    """A question of a district's own, which says itself to which phase it belongs."""

    phase: Phase


class OwnQuestionsFile(Strict):
    """questions/own.yaml: what a district puts beside our questions, and which of ours it leaves out."""

    source: Origin
    sections: dict[str, Text] = {}
    questions: tuple[OwnQuestionEntry, ...] = ()
    without: tuple[Code, ...] = ()
