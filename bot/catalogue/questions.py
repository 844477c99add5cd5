"""Turns the files of `prompts/questions/` into questions, and checks what they refer to."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.catalogue.models import (
    Entry,
    NamedEntry,
    Numbered,
    Origin,
    OwnQuestionsFile,
    Question,
    QuestionEntry,
    QuestionsFile,
    Source,
    Tag,
    ThemeEntry,
)
from bot.catalogue.reading import read_file
from bot.overlay import OverlayFault, PromptFile
from bot.yaml_lines import LinedYaml, Where
from storage.vocabulary import Phase

T = TypeVar("T")

_FEW = 20
"""So many names are all told to who has written one that is not known; of more, the nearest is."""


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """What one file of questions holds."""

    questions: tuple[Question, ...]
    techniques: tuple[Numbered, ...]
    preparation: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a question may refer to."""

    tags: Mapping[str, Tag]
    themes: Mapping[str, ThemeEntry]


@dataclass(slots=True)
class Ids:
    """The identifiers given so far; each may be given once, whatever the file."""

    seen: dict[str, str]

    def take(self, identifier: str, file: PromptFile, line: int) -> None:
        """Raises `OverlayFault` when another entry has this identifier."""
        if identifier in self.seen:
            raise OverlayFault(
                file.path, line, f"the id {identifier} is given twice; it is also in {self.seen[identifier]}"
            )
        self.seen[identifier] = file.name


def read_questions(file: PromptFile, known: Known, ids: Ids) -> QuestionFile:
    """The questions, techniques and preparation of one file; raises `OverlayFault`."""
    content, lines = read_file(file, QuestionsFile)
    for index, entry in enumerate(content.questions):
        _check(entry, ("questions", index), content, known, file, lines)
    for part in ("questions", "techniques", "preparation"):
        take_all(getattr(content, part), (part,), file, lines, ids)
    return QuestionFile(
        tuple(_question(entry, content, content.phase, known.tags) for entry in content.questions),
        numbered(content.techniques, content.source),
        numbered(content.preparation, content.source),
    )


def read_own(file: PromptFile, known: Known, ids: Ids) -> tuple[tuple[Question, ...], frozenset[str]]:
    """A district's own questions, and the ids of those that it leaves out; raises `OverlayFault`.

    Read it last: it may leave out only what another file has.
    """
    content, lines = read_file(file, OwnQuestionsFile)
    for index, entry in enumerate(content.questions):
        _check(entry, ("questions", index), content, known, file, lines)
    take_all(content.questions, ("questions",), file, lines, ids)
    for index, identifier in enumerate(content.without):
        if identifier not in ids.seen:
            raise OverlayFault(
                file.path,
                lines.line_of(("without", index)),
                f"there is no question {identifier} to switch off{_nearest(identifier, ids.seen)}",
            )
    own = tuple(_question(entry, content, entry.phase, known.tags) for entry in content.questions)
    return own, frozenset(content.without)


def _nearest(identifier: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(identifier, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def take_all(entries: Sequence[Entry], where: Where, file: PromptFile, lines: LinedYaml, ids: Ids) -> None:
    """Takes the identifiers of these entries; raises `OverlayFault` for one that is taken already."""
    for index, entry in enumerate(entries):
        ids.take(entry.id, file, lines.line_of((*where, index, "id")))


def numbered(entries: Iterable[Entry], origin: Origin) -> tuple[Numbered, ...]:
    """Entries of a file as values with their source."""
    return tuple(
        Numbered(
            id=entry.id,
            text=entry.text,
            source=source_of(entry, origin),
            name=entry.name if isinstance(entry, NamedEntry) else "",
        )
        for entry in entries
    )


def source_of(entry: Entry, origin: Origin) -> Source:
    """The document, section, item and line that an entry follows."""
    line = f"L{entry.line}" if isinstance(entry.line, int) else entry.line
    return Source(document=origin.document, section=origin.section, item=entry.id, line=line)


def _check(
    entry: QuestionEntry,
    where: Where,
    content: QuestionsFile | OwnQuestionsFile,
    known: Known,
    file: PromptFile,
    lines: LinedYaml,
) -> None:
    if entry.section not in content.sections:
        choice = ", ".join(content.sections)
        raise OverlayFault(
            file.path,
            lines.line_of((*where, "section")),
            f"{entry.section} is not a section of this file; choose {choice}",
        )
    for part, names, kind in (("tags", known.tags, "tag"), ("themes", known.themes, "theme")):
        for index, name in enumerate(getattr(entry, part)):
            if name not in names:
                few = f"; choose {', '.join(names)}" if len(names) <= _FEW else _nearest(name, names)
                raise OverlayFault(
                    file.path, lines.line_of((*where, part, index)), f"{name} is not a known {kind}{few}"
                )


def _question(
    entry: QuestionEntry, content: QuestionsFile | OwnQuestionsFile, phase: Phase, tags: Mapping[str, Tag]
) -> Question:
    rules = entry.rules if entry.rules is not None else _each(tags[tag].rules for tag in entry.tags)
    causes = entry.causes if entry.causes is not None else _each(tags[tag].causes for tag in entry.tags)
    return Question(
        id=entry.id,
        phase=phase,
        section=entry.section,
        section_label=content.sections[entry.section],
        text=entry.text,
        follow_ups=entry.follow_ups,
        audience=entry.audience,
        tags=entry.tags,
        rules=rules,
        causes=causes,
        about=entry.about,
        themes=entry.themes,
        suits=entry.suits,
        steers=entry.steers,
        source=entry.source or source_of(entry, content.source),
    )


def _each(groups: Iterable[Iterable[T]]) -> tuple[T, ...]:
    """Every member of the groups once, in order."""
    return tuple(dict.fromkeys(member for group in groups for member in group))
