"""Every field of the inventory has one home, and everything that the document holds is asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel
from sqlmodel import SQLModel

from bot.documents.plan_document import NeedsElement, PlanDocument
from bot.documents.plan_files.plain import canonical, document_of
from bot.overlay import PACKAGED
from tests.documents.whole_plan import whole_plan

FIELDS: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("fields.yaml").read_text())
OF_ENTITIES = [17, 12, 5, 5, 12, 3, 10, 1, 10, 5, 9, 3, 7, 5, 4, 4, 2, 8, 6, 4, 6]
"""How many fields each of the 21 entities has."""

ADDED = {
    "header.title", "header.school_code", "header.school_year", "header.starts_on", "header.ends_on",
    "header.district_code", "people.email", "people.roles", "goals.number", "priorities.number",
    "strategies.goal", "strategies.starts_on", "strategies.ends_on", "milestones.starts_on",
    "actions.starts_on", "actions.resources", "teams.code", "teams.name", "teams.lead", "teams.members",
    "teams.channel", "signatures.signed_on", "attachments.kind", "attachments.location",
    "analysis.root_causes.evidence", "analysis.root_causes.cause",
}  # fmt: skip
"""What the document holds besides: keys, people and teams, and the second half of a field with two."""

PARTS = {"goals.measures.targets", "strategies.measures.targets", "glossary", "purpose", "needs.checklist"}
"""Fields of the inventory that are a small part with fields of its own."""


def values(value: Any, path: str) -> Iterator[Any]:
    """Everything that a document has at a path, through its lists."""
    head, _, rest = path.partition(".")
    for one in value if isinstance(value, tuple) else (value,):
        found = getattr(one, head)
        if rest:
            yield from values(found, rest)
        else:
            yield found


def leaves(value: BaseModel | tuple[BaseModel, ...], path: str = "") -> Iterator[str]:
    """The paths of all fields of a document that has something everywhere."""
    for one in value if isinstance(value, tuple) else (value,):
        for name in type(one).model_fields:
            inner, here = getattr(one, name), f"{path}.{name}".lstrip(".")
            is_part = isinstance(inner, BaseModel) or (
                isinstance(inner, tuple) and bool(inner) and isinstance(inner[0], BaseModel)
            )
            if is_part and here not in PARTS:
                yield from leaves(inner, here)
            else:
                yield here


def homes(kind: str) -> dict[str, str]:
    """The homes of one kind by field ("" for those in the document)."""
    split = {field: re.match(r"(?:(\w+):)?(.*)", row["home"]) for field, row in FIELDS.items()}
    return {field: match[2] for field, match in split.items() if match and (match[1] or "") == kind}


def test_all_fields_of_the_inventory_are_there_and_no_others() -> None:
    assert list(FIELDS) == [f"F{number:03}" for number in range(1, 139)]
    counted = Counter(row["entity"] for row in FIELDS.values())
    assert list(counted.values()) == OF_ENTITIES
    assert list(counted) == [f"E{number:02}" for number in range(1, 22)]


@pytest.mark.parametrize("field", [field for field, home in homes("").items()])
def test_a_field_of_the_plan_is_held_by_its_document(field: str) -> None:
    path, _, element = homes("")[field].partition("=")
    found = list(values(whole_plan(), path))
    if element:
        assert element in {line.element for line in whole_plan().needs.checklist}
    assert any(value not in (None, "", ()) for value in found)


def test_the_checklist_has_its_twelve_lines_in_order() -> None:
    elements = [home.partition("=")[2] for home in homes("").values() if "=" in home]
    assert elements == [element.value for element in NeedsElement]


def test_the_document_holds_nothing_that_nobody_asked_for() -> None:
    asked = {home.partition("=")[0] for home in homes("").values()}
    without_measures = {"goals.measures", "strategies.measures"}
    assert set(leaves(whole_plan())) - without_measures == asked | ADDED
    assert not asked & ADDED


def test_the_other_fields_live_where_the_table_says() -> None:
    for home in homes("table").values():
        table, _, column = home.partition(".")
        assert column in SQLModel.metadata.tables[table].columns, home
    for home in homes("figure").values():
        module, _, name = home.partition("#")
        assert callable(getattr(import_module(module), name)), home
    for home in homes("words").values():
        file, _, path = home.partition("#")
        text: Any = yaml.safe_load((PACKAGED / file).read_text())
        for key in path.split("."):
            text = text[key]
        assert isinstance(text, str)
        assert text, home
    assert all(homes("none").values())


def test_the_whole_plan_survives_every_text_of_it() -> None:
    assert document_of(canonical(whole_plan())) == whole_plan()


def test_documents_from_before_still_read() -> None:
    old = '{"header": {"school_name": "Larkspur", "school_code": "0417"}, "vision": "Ready."}'
    document = PlanDocument.model_validate_json(old)
    assert document.analysis.root_causes == ()
    assert document.purpose.if_text is None
