"""`milepost catalogue`: what Milepost knows, with counts."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.catalogue import Catalogue, Numbered, Question
from bot.catalogue.instruments import Instrument
from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.words import Words
from storage.vocabulary import Phase


def catalogue(
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of a guided form's file.")
    ] = False,
    overlay: OverlayOption = None,
) -> None:
    """Show the frameworks and the coaching questions that Milepost works with.

    Example: milepost catalogue --json
    """
    if schema:
        typer.echo(json.dumps(Instrument.model_json_schema(), indent=2, ensure_ascii=False))
        return
    loaded, words = or_refuse(Catalogue.load, overlay), or_refuse(Words.load, overlay)
    or_refuse(lambda _: loaded.instruments, overlay)
    if as_json:
        typer.echo(json.dumps(as_data(loaded), indent=2, ensure_ascii=False))
        return
    typer.echo(words.render("messages/catalogue.txt.j2", **_counts(loaded, words)))


def as_data(loaded: Catalogue) -> dict[str, object]:
    """The catalogue in the stable form of `catalogue --json`."""
    return {
        "version": 1,
        "domains": [{"code": domain.code, "name": domain.name} for domain in loaded.domains],
        "practices": [
            {"code": practice.code, "name": practice.name, "domain": domain.code}
            for domain in loaded.domains
            for practice in domain.practices
        ],
        "questions": [_question(question) for question in loaded.questions],
        "techniques": [_numbered(entry) for entry in loaded.techniques],
        "preparation": [_numbered(entry) for entry in loaded.preparation],
        "methods": [_numbered(entry) for entry in loaded.methods],
        "stopping_tests": [_numbered(entry) for entry in loaded.stopping_tests],
        "instruments": [_instrument(one) for one in loaded.instruments.values()],
    }


def _question(question: Question) -> dict[str, object]:
    return question.model_dump(mode="json", exclude={"section_label", "about", "suits"})


def _numbered(entry: Numbered) -> dict[str, object]:
    return entry.model_dump(mode="json", exclude_defaults=True)


def _instrument(one: Instrument) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "source": one.source.model_dump(),
        "levels": [level.name for level in one.scale],
        "sections": [section.id for section in one.sections],
        "items": [item.id for item in one.items],
        "slips": {item.id: item.slip for item in one.items if item.slip},
    }


def _counts(loaded: Catalogue, words: Words) -> dict[str, object]:
    phases = [
        (words.term(phase), sum(question.phase is phase for question in loaded.questions)) for phase in Phase
    ]
    return {
        "domains": loaded.domains,
        "phases": [(name, count) for name, count in phases if count],
        "questions": len(loaded.questions),
        "techniques": len(loaded.techniques),
        "methods": loaded.methods,
        "stopping_tests": len(loaded.stopping_tests),
        "instruments": [(one.name, len(list(one.items))) for one in loaded.instruments.values()],
    }
