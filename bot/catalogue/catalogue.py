"""Everything of the catalogue in one value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING

from bot.catalogue.models import (
    AwaySigns,
    CausesFile,
    Domain,
    DomainsFile,
    Numbered,
    Practice,
    Question,
    RootCauseFile,
    Steer,
    SteeringFile,
    Strict,
    SynonymsFile,
    Tag,
    TagsFile,
    ThemeEntry,
    ThemesFile,
)
from bot.catalogue.questions import Ids, Known, numbered, read_own, read_questions, take_all
from bot.catalogue.reading import read_file
from bot.overlay import OverlayFault, PromptFile, PromptFiles, read_prompts
from bot.rules.coaching_steering import Signs
from bot.rules.fit import Bank
from bot.rules.matching import Index
from bot.rules.themes import Theme, Themes
from storage.vocabulary import Cause

if TYPE_CHECKING:
    from bot.catalogue.instrument_files import Instruments

_INSTRUMENTS = "bot.catalogue.instrument_files:read_instruments"
"""Read when a form is first asked for: a start does not pay for them."""

_OWN = "questions/own.yaml"
_CODE = re.compile(r"^\s*([1-9])\s*\.?\s*([a-z])\b[\s.:–-]*(.*)$", re.IGNORECASE)


class Catalogue(Strict):
    """The Four Domains and their practices, the question bank, and the root-cause methods."""

    domains: tuple[Domain, ...]
    tags: Mapping[str, Tag]
    stems: Mapping[Cause, tuple[str, ...]]
    synonyms: tuple[tuple[str, ...], ...]
    steering: Mapping[Steer, tuple[str, ...]]
    themes: Mapping[str, ThemeEntry]
    questions: tuple[Question, ...]
    techniques: tuple[Numbered, ...]
    preparation: tuple[Numbered, ...]
    methods: tuple[Numbered, ...]
    stopping_tests: tuple[Numbered, ...]
    away: AwaySigns
    instrument_files: tuple[PromptFile, ...] = ()

    @classmethod
    def load(cls, overlay: Path | None = None) -> Catalogue:
        """The packaged catalogue, with a district's own files from `overlay`; raises `OverlayFault`."""
        return cls.of(read_prompts(overlay))

    @classmethod
    def of(cls, files: PromptFiles) -> Catalogue:
        """The catalogue that these files hold; raises `OverlayFault`."""
        ids = Ids({})
        tags = read_file(files["frameworks/tags.yaml"], TagsFile)[0].tags
        themes = read_file(files["frameworks/themes.yaml"], ThemesFile)[0].themes
        known = Known(tags, themes)
        stems = read_file(files["frameworks/causes.yaml"], CausesFile)[0].causes
        rootcause, lines = read_file(files["frameworks/rootcause.yaml"], RootCauseFile)
        for part in ("methods", "stopping_tests"):
            take_all(getattr(rootcause, part), (part,), files["frameworks/rootcause.yaml"], lines, ids)
        banks = [
            read_questions(file, known, ids)
            for name, file in files.items()
            if name.startswith("questions/") and name != _OWN
        ]
        own, off = read_own(files[_OWN], known, ids)
        found = cls(
            domains=_domains(files["frameworks/domains.yaml"]),
            tags=tags,
            stems=stems,
            synonyms=read_file(files["frameworks/synonyms.yaml"], SynonymsFile)[0].groups,
            steering=read_file(files["frameworks/steering.yaml"], SteeringFile)[0].signs,
            themes=themes,
            questions=tuple(
                question
                for questions in (*(bank.questions for bank in banks), own)
                for question in questions
                if question.id not in off
            ),
            techniques=tuple(technique for bank in banks for technique in bank.techniques),
            preparation=tuple(entry for bank in banks for entry in bank.preparation),
            methods=numbered(rootcause.methods, rootcause.source),
            stopping_tests=numbered(rootcause.stopping_tests, rootcause.source),
            away=read_file(files["frameworks/away.yaml"], AwaySigns)[0],
            instrument_files=tuple(file for name, file in files.items() if name.startswith("instruments/")),
        )
        if any(file.overlaid for file in found.instrument_files):
            found.instruments  # noqa: B018  # a district's own forms are checked before anybody meets them
        return found

    @cached_property
    def instruments(self) -> Instruments:
        """The guided forms by id; raises `OverlayFault`."""
        read: Instruments = resolve_name(_INSTRUMENTS)(self.instrument_files)
        return read

    @cached_property
    def practices(self) -> Mapping[str, Practice]:
        """The practices by code ("1a"), in order."""
        return {practice.code: practice for domain in self.domains for practice in domain.practices}

    @cached_property
    def signs(self) -> Signs:
        """How it sounds when somebody stops at money, time, or blame, ready to be listened for."""
        return Signs.of(self.steering)

    @cached_property
    def bank(self) -> Bank:
        """The questions, ready for `bot.rules.coaching.choose`."""
        texts = {question.id: _passages(question) for question in self.questions}
        taken_up = {question.id: question.themes for question in self.questions}
        sound = {key: Theme(theme.label, theme.words) for key, theme in self.themes.items()}
        return Bank(
            self.questions,
            self.stems,
            Index(texts, self.synonyms),
            self.signs,
            Themes(sound, taken_up, self.synonyms),
        )

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """The questions by id ("B.4-01")."""
        return {question.id: question for question in self.questions}

    def domain_of(self, code: str) -> Domain:
        """The domain of a practice code; raises `KeyError` for an unknown one."""
        return next((domain for domain in self.domains if domain.code == code[:1]), None) or self._no_such(
            code
        )

    def practice_named(self, label: str) -> Practice | None:
        """The practice that a plan means by "3c: Provide rigorous evidence-based instruction".

        The code alone is enough, and so is the name alone. Where the two disagree the name counts,
        because older plans number the practices differently. None for anything else.
        """
        found = _CODE.match(label)
        code, name = (found[1] + found[2].lower(), found[3]) if found else ("", label)
        return self._practices_by_name.get(_key(name)) or self.practices.get(code)

    @cached_property
    def _practices_by_name(self) -> Mapping[str, Practice]:
        return {
            _key(name): practice
            for practice in self.practices.values()
            for name in (practice.name, *practice.also)
        }

    def _no_such(self, code: str) -> Domain:
        raise KeyError(f"there is no practice {code}")


def _passages(question: Question) -> list[tuple[float, str]]:
    """What finding a question by words looks at; the words that call for it count most."""
    return [
        (0.3, question.text),
        (0.15, " ".join(question.follow_ups)),
        (0.25, question.section_label),
        *((1.2 if " " in phrase else 2.0, phrase) for phrase in question.about),
    ]


def _key(name: str) -> str:
    return re.sub(r"[^a-z]+", "", name.lower().replace("&", "and"))


def _domains(file: PromptFile) -> tuple[Domain, ...]:
    content, lines = read_file(file, DomainsFile)
    seen: set[str] = set()
    for number, domain in enumerate(content.domains):
        for index, code in enumerate([domain.code, *(practice.code for practice in domain.practices)]):
            where = ("domains", number, "practices", index - 1) if index else ("domains", number)
            if code in seen:
                raise OverlayFault(file.path, lines.line_of(where), f"the code {code} is given twice")
            if not code.startswith(domain.code):
                raise OverlayFault(
                    file.path,
                    lines.line_of(where),
                    f"the code {code} does not belong to domain {domain.code}",
                )
            seen.add(code)
    return content.domains
