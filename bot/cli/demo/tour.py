"""The tour of the demo, read from `prompts/demo/tour.yaml`: its steps for the demo's own people."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml
from pydantic import Field, TypeAdapter

from bot.cli.demo.district import District, Part

MESSAGES = "messages"


class TourStep(Part):
    """One step: who one is, where, what is pointed at, and what is said."""

    who: str = Field(alias="as")
    place: str
    show: tuple[str, ...]
    title: str
    text: str


_STEPS = TypeAdapter(tuple[TourStep, ...])


def tour_of(district: District) -> list[dict[str, Any]]:
    """Give the steps as the page of the local workspace takes them, with the ids of the district's people."""
    text = resources.files("prompts").joinpath("demo/tour.yaml").read_text("utf-8")
    people = {member.id: member.slack_id for member in district.everybody}
    places = {school.code: school.channel_id for school in district.schools} | {MESSAGES: "dm"}
    return [
        {
            "as": people[step.who],
            "channel": places[step.place],
            "target": list(step.show),
            "title": step.title,
            "text": step.text,
        }
        for step in _STEPS.validate_python(yaml.safe_load(text))
    ]
