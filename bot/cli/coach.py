"""`milepost coach`: the coaching questions that fit a situation, and why."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.blocks.why import why
from bot.catalogue import Catalogue
from bot.cli.overlay_option import OverlayOption, or_refuse
from bot.clock import SystemClock
from bot.rules.coaching import LIMIT, Situation, choose
from bot.words import Words
from storage.vocabulary import Audience, Cause, Phase, RuleName, Severity


def coach(
    audience: Annotated[Audience, typer.Option(help="Whom the questions are for.")] = Audience.COACH,
    phase: Annotated[Phase | None, typer.Option(help="The part of the improvement cycle.")] = None,
    rule: Annotated[RuleName | None, typer.Option(help="Why the work was flagged.")] = None,
    cause: Annotated[Cause | None, typer.Option(help="The cause that the team named.")] = None,
    severity: Annotated[Severity | None, typer.Option(help="How soon somebody should look.")] = None,
    running: Annotated[int, typer.Option(min=0, help="How many check-ins in a row this has lasted.")] = 0,
    said: Annotated[str, typer.Option("--words", help="What the team wrote about the cause.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=20, help="How many questions at most.")] = LIMIT,
    as_json: Annotated[bool, typer.Option("--json", help="Print the questions as JSON.")] = False,
    overlay: OverlayOption = None,
) -> None:
    """Choose coaching questions that fit what is known, and say why each was chosen.

    Example: milepost coach --phase monitor --rule behind --cause staffing --audience leadership
    """
    loaded, words = or_refuse(Catalogue.load, overlay), or_refuse(Words.load, overlay)
    situation = Situation(
        audience=audience, phase=phase, rule=rule, cause=cause, severity=severity, running=running, words=said
    )
    chosen = choose(loaded.bank, situation, [], SystemClock().now().date(), limit)
    questions = [
        {
            "id": choice.question_id,
            "text": loaded.by_id[choice.question_id].text,
            "follow_ups": loaded.by_id[choice.question_id].follow_ups,
            "why": why(words, choice, formatted=False),
            "score": choice.score,
        }
        for choice in chosen
    ]
    if as_json:
        typer.echo(json.dumps({"version": 1, "questions": questions}, indent=2, ensure_ascii=False))
    else:
        typer.echo(words.render("messages/coach.txt.j2", questions=questions))
