"""The guided forms: each against the inventory, and what is said of a form that is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue import Catalogue
from bot.catalogue.instruments import Instrument, Rating
from bot.overlay import OverlayFault

INVENTORY: dict[str, Any] = json.loads(
    (Path(__file__).parent / "instruments.json").read_text(encoding="utf-8")
)
FORMS = Catalogue.load().instruments

OWN = """id: walk
name: "Walk-through"
short: "Walk"
suits: [school]
about: "A short look."
source: {document: "Ours", section: "Card"}
scale: [{name: "no"}, {name: "yes"}]
sections:
  - id: a
    name: "A"
    items:
      - {id: a1, kind: rating, label: "Seen", levels: ["Not seen", "Seen today"]}
      - {id: a2, kind: text, label: "Words"}
"""


def ratings(form: Instrument) -> dict[str, Rating]:
    return {item.id: item for item in form.items if isinstance(item, Rating)}


def test_tool_c_is_the_inventorys_element_for_element() -> None:
    form, wanted = FORMS["lea-reflection"], INVENTORY["tool_c"]
    found = ratings(form)
    assert [element["code"] for element in wanted["elements"]] == list(found)
    for element in wanted["elements"]:
        item = found[element["code"]]
        assert (item.practice, item.line) == (element["practice"], element["line"])
        assert len(item.levels) == element["levels"] == len(set(item.levels))
        assert item.evidence
        assert bool(item.slip) == bool(element["source_issue"]), element["code"]
    for number, level in enumerate(wanted["levels"], 1):
        assert form.scale[number - 1].name == f"{number} {level.removesuffix(' Performance').capitalize()}"
    rest = [item.id for item in form.items if item.id not in found]
    assert rest == [f"{domain}-{side}" for domain in "1234" for side in ("strengths", "weaknesses")]
    practices = {practice.code: practice.name for practice in Catalogue.load().practices.values()}
    for section in form.sections:
        code, _, name = section.name.partition(" ")
        if code in practices:
            assert name == practices[code]
            assert {item.practice for item in section.items} == {code}


@pytest.mark.parametrize(
    ("before", "after", "line", "reason"),
    [
        ('"Not seen", "Seen today"', '"Not seen"', 12, "describes 1 levels, and the scale has 2"),
        ("kind: text", "kind: essay", 13, "essay"),
        ("id: a2", "id: a1", 13, "a1 is given twice"),
        ("    name: \"A\"\n", "", 9, "name is missing"),
        ("suits: [school]", "suits: [schol]", 4, "schol is not known here"),
        ("kind: text,", "kind: text, wide: true,", 13, "wide is not a key"),
        ('about: "A short look."', 'about: "A short look."\nnameless: usual', 6, "need the mode alone"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_form_of_ones_own_is_said(
    tmp_path: Path, before: str, after: str, line: int, reason: str
) -> None:
    assert before in OWN
    file = tmp_path / "instruments" / "walk.yaml"
    file.parent.mkdir()
    file.write_text(OWN.replace(before, after), encoding="utf-8")
    with pytest.raises(OverlayFault) as fault:
        Catalogue.load(tmp_path)
    assert (fault.value.path, fault.value.line) == (file, line), str(fault.value)
    assert reason in str(fault.value)


def test_a_form_of_ones_own_stands_beside_ours(tmp_path: Path) -> None:
    file = tmp_path / "instruments" / "walk.yaml"
    file.parent.mkdir()
    file.write_text(OWN, encoding="utf-8")
    found = Catalogue.load(tmp_path).instruments
    assert set(found) == {*FORMS, "walk"}
