"""What `milepost catalogue --json` lists is what the document holds, item by item (inventory section C)."""

import json
from pathlib import Path
from typing import Any

from bot.catalogue import Catalogue
from bot.cli.catalogue import as_data

INVENTORY: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "inventory.json").read_text(encoding="utf-8")
)
LISTED: Any = as_data(Catalogue.load())


def test_every_id_of_the_inventory_is_listed_once_and_no_other() -> None:
    for part, wanted in (
        ("questions", [*INVENTORY["questions"], *INVENTORY["groups"]]),
        ("techniques", INVENTORY["techniques"]),
        ("preparation", INVENTORY["preparation"]),
    ):
        ids = [entry["id"] for entry in LISTED[part]]
        assert sorted(ids) == sorted(entry["id"] for entry in wanted)
        assert len(ids) == len(set(ids))


def test_every_item_says_what_the_inventory_says_of_it() -> None:
    listed = {question["id"]: question for question in LISTED["questions"]}
    for item in INVENTORY["questions"]:
        question = listed[item["id"]]
        assert question["phase"] == item["phase"]
        assert set(question["tags"]) == set(item["tags"]), item["id"]
        assert set(question["audience"]) >= set(item["audience"]), item["id"]
        assert question["source"]["line"] == f"L{item['line']}"
        assert question["section"]


def test_follow_up_probes_are_as_many_as_the_document_asks() -> None:
    listed = {question["id"]: question for question in LISTED["questions"]}
    for item in [*INVENTORY["questions"], *INVENTORY["groups"]]:
        assert 1 + len(listed[item["id"]]["follow_ups"]) == max(item["sentences"], 1), item["id"]


def test_notes_for_facilitators_follow_their_lines() -> None:
    for part in ("techniques", "preparation"):
        lines = {entry["id"]: entry["source"]["line"] for entry in LISTED[part]}
        assert lines == {entry["id"]: f"L{entry['line']}" for entry in INVENTORY[part]}
