"""The guided forms: each against the inventory, and what is said of a form that is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue import Catalogue
from bot.catalogue.instruments import Checklist, Instrument, Rating, Table
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

BIG = "".join(
    f'      - {{id: t{at}, kind: table, label: "T", most: 30, columns: [{{id: c, label: "C"}}]}}\n'
    for at in range(4)
).strip()


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


def test_the_practice_profiles_have_every_item_and_a_scale_that_says_that_it_is_ours() -> None:
    wanted = INVENTORY["comtss"]
    school, leadership = FORMS["practice-data"], FORMS["practice-leadership"]
    items = {one["id"]: [sub["id"] for sub in one["subitems"]] for one in wanted["school"]}
    found = set(ratings(school))
    assert found == {*items, *(sub for subs in items.values() for sub in subs)}
    assert list(ratings(leadership)) == [one["id"] for one in wanted["region_district"]]
    for item in ratings(leadership).values():
        assert {kind.value for kind in item.texts} == {"region", "lea"}
        assert len(set(item.texts.values())) == 2
    for form, lines in ((school, range(17, 30)), (leadership, range(18, 23))):
        assert [level.name for level in form.scale] == [
            "Not yet", "Partly in use", "Mostly in use", "Fully in use",
        ]  # fmt: skip
        assert "own default" in (form.scale_note or "")
        assert form.times_a_year == 2
        assert all(item.line in lines for item in ratings(form).values())


def test_the_needs_assessment_has_every_field_of_the_template() -> None:
    form = FORMS["needs-assessment"]
    tables = [item for item in form.items if isinstance(item, Table)]
    here = {item.id for item in form.items} | {column.id for table in tables for column in table.columns}
    wanted = [one for one in INVENTORY["needs_fields"] if one["entity"] in ("E05", "E06", "E07", "E08")]
    assert {one["id"].removeprefix("A-") for one in wanted} == {one for one in here if one.startswith("F0")}
    checklist = [item for item in form.items if isinstance(item, Checklist)]
    assert [item.label for item in checklist] == INVENTORY["needs_checklist"]
    boxes = {"F040": 4, "F041": 3, "F042": 3, "F044": 3, "F045": 4}
    assert {item.id: len(item.options) for item in checklist if item.id in boxes} == boxes
    last = form.item("F065")
    assert isinstance(last, Table)
    assert last.most == form.most_priorities == 4


def test_the_process_tool_has_its_steps_tables_boxes_and_questions() -> None:
    form, wanted = FORMS["lea-process"], INVENTORY["lea_tool"]
    assert [(one.id, one.name.partition(": ")[2]) for one in form.sections] == [
        (step["id"], step["name"]) for step in wanted["steps"]
    ]
    for section, step in zip(form.sections, wanted["steps"], strict=True):
        kinds = [item.kind for item in section.items]
        assert (kinds.count("table"), kinds.count("text")) == (step["tables"], step["boxes"])
        asked = [one for one in section.questions if not one.startswith("Second pass")]
        assert len(asked) == step["question_items"]
        assert sum(one.count("?") for one in asked) == step["question_sentences"], section.id
    second = [one for section in form.sections for one in section.questions if one.startswith("Second pass")]
    assert sum(one.count("?") for one in second) == wanted["variation_question_sentences"]
    for printed in wanted["tables"]:
        table = form.item(printed["id"])
        assert isinstance(table, Table)
        labels = [column.label for column in table.columns if not column.label.startswith("Second pass")]
        rows = [row.label.partition(":")[0] for row in table.rows]
        assert labels == printed["columns"][1 if rows else 0 :]
        assert rows == printed.get("rows", [])
        if rows:
            assert table.row_label == printed["columns"][0]


def test_the_roadmap_has_five_phases_of_five_answers_and_the_five_qualities() -> None:
    form, wanted = FORMS["roadmap"], INVENTORY["roadmap"]
    phases = [section for section in form.sections if section.id.startswith("G-")]
    assert [(one.id, one.name) for one in phases] == [(one["id"], one["name"]) for one in wanted["phases"]]
    for phase in phases:
        assert [item.label for item in phase.items] == wanted["columns"][1:]
        assert phase.guidance
    qualities = [item.label for item in ratings(form).values()]
    assert qualities == wanted["qualities_of_strong_routines"]
    assert len(next(one for one in phases if one.id == "G-4").questions) == wanted["implement_contents"]


@pytest.mark.parametrize(
    ("before", "after", "line", "reason"),
    [
        ('"Not seen", "Seen today"', '"Not seen"', 12, "describes 1 levels, and the scale has 2"),
        ("kind: text", "kind: essay", 13, "essay"),
        ("id: a2", "id: a1", 13, "a1 is given twice"),
        ("    name: \"A\"\n", "", 9, "name is missing"),
        ("suits: [school]", "suits: [schol]", 4, "schol is not known here"),
        ("kind: text,", "kind: text, wide: true,", 13, "wide is not a key"),
        ("- {id: a2, kind: text, label: \"Words\"}", BIG, 9, "a window takes 100"),
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
