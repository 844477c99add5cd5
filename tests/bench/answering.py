"""The requests of the benchmarks: reports of real forms, and clicks, as Slack sends them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlmodel import col, select

from bot.app import make_kit
from bot.flows import checkin_report
from bot.flows.kit import Kit, Who
from bot.forms.checkin import Typed
from bot.forms.checkin_sent import SentReport, read_sent
from bot.ids import Act, Field, Modal, of_action
from bot.settings import Settings
from storage.database import Database
from storage.tables import Action, CheckIn, Workspace
from storage.vocabulary import Cause, Status
from tests.bench.scene import NOW, user_of
from tests.bench.signing import SECRET, TEAM_ID, TOKEN

Write = tuple[str, int, int]
"""A statement that writes: "insert", "update" or "delete", rows, values in a row."""


def kit() -> Kit:
    """The words and the catalogue."""
    return make_kit(
        Settings.read(_env_file=None, slack_bot_token=TOKEN, slack_signing_secret=SECRET, mode="http")
    )


def _from(kind: str, user: str, **more: Any) -> dict[str, Any]:
    """What every interaction of Slack has."""
    return {
        "type": kind,
        "user": {"id": user, "username": "lead", "name": "lead", "team_id": TEAM_ID},
        "team": {"id": TEAM_ID, "domain": "example"},
        "api_app_id": "A0000000001",
        "token": "legacy",
        "trigger_id": "@N@.333649436676.d8855eb",
        "enterprise": None,
        "is_enterprise_install": False,
        **more,
    }


def click(action_id: str, value: str, message: Mapping[str, Any], user: str) -> dict[str, Any]:
    """A click on a button of a message."""
    element = {"type": "button", "action_id": action_id, "block_id": "b", "value": value,
               "text": {"type": "plain_text", "text": "Open"}, "action_ts": "1714000001.@N@"}  # fmt: skip
    return _from(
        "block_actions",
        user,
        container={"type": "message", "message_ts": "1714000000.000100", "channel_id": "C0000000001"},
        channel={"id": "C0000000001", "name": "school-12"},
        message={"type": "message", "user": "U0BOT", "ts": "1714000000.000100", **message},
        response_url="http://127.0.0.1:9/actions/T/1/x",
        state={"values": {}},
        actions=[element],
    )


def report(view: Mapping[str, Any], typed: Mapping[str, Any], user: str) -> dict[str, Any]:
    """A report that is sent: the form as it stands on the screen, with what was typed into it."""
    blocks = [{"block_id": f"b{at}", **block} for at, block in enumerate(view["blocks"])]
    inputs = {one["block_id"]: one["element"] for one in blocks if one["type"] == "input"}
    values = {
        block_id: {element["action_id"]: _state(element, typed.get(block_id))}
        for block_id, element in inputs.items()
    }
    sent = {**view, "id": "V@N@", "team_id": TEAM_ID, "hash": "1566.cd33ad1f", "bot_id": "B0000000001",
            "app_id": "A0000000001", "blocks": blocks, "state": {"values": values}}  # fmt: skip
    return _from("view_submission", user, view=sent, response_urls=[])


def _state(element: Mapping[str, Any], value: Any) -> dict[str, Any]:
    """An input's entry in the state of a view."""
    kind = element["type"]
    if kind == "static_select":
        chosen = next((one for one in element["options"] if one["value"] == value), None)
        return {"type": kind, "selected_option": chosen}
    if kind == "checkboxes":
        return {"type": kind, "selected_options": element.get("initial_options") or []}
    return {"type": kind, ("selected_date" if kind == "datepicker" else "value"): value}


def typed_for(actions: list[int]) -> dict[str, Any]:
    """What a team says: one action behind, with its cause and the help it takes; the others on track."""
    typed: dict[str, Any] = {of_action(Field.STATUS, one): Status.ON_TRACK.value for one in actions}
    behind = actions[1]
    return {
        **typed,
        of_action(Field.STATUS, behind): Status.BEHIND.value,
        of_action(Field.CAUSE, behind): Cause.STAFFING.value,
        of_action(Field.ADJUSTMENT, behind): "Two classes share one aide until the post is filled.",
        of_action(Field.SUPPORT, behind): "Somebody who can cover for an hour on Tuesdays.",
        Field.SUCCESSES: "The Tuesday pairs read their first whole book.",
    }


def reports(database: Database, words: Kit) -> Iterator[dict[str, Any]]:
    """Give a report for every check-in of the scene, by the person who was asked."""
    with database.reading() as session:
        workspace = session.exec(select(Workspace)).one().id
        check_ins = session.exec(
            select(CheckIn).where(col(CheckIn.workspace_id) == workspace).order_by(col(CheckIn.id))
        ).all()
        for number, one in enumerate(check_ins):
            actions = session.exec(
                select(col(Action.id)).where(
                    col(Action.workspace_id) == workspace, col(Action.milestone_id) == one.milestone_id
                )
            ).all()
            who = Who(workspace, user_of(number))
            typed = typed_for(list(actions))
            chosen = SentReport(one.id, 0, NOW.isoformat(), "V0", Typed(values=typed))
            view = checkin_report.show_again(session, words, who, chosen, NOW)
            yield report(view, typed, who.slack_user_id)


def prepare(path: Path, requests: Path) -> None:
    """Write the reports for the scene in `path` to `requests`, one JSON payload a line."""
    database = Database(f"sqlite:///{path}")
    with requests.open("w") as file:
        file.writelines(json.dumps(one) + "\n" for one in reports(database, kit()))
    database.close()


def writes_of(path: Path, payload: dict[str, Any]) -> list[Write]:
    """Store one report in the database at `path`; give every statement that wrote something."""
    database = Database(f"sqlite:///{path}")
    seen: list[Write] = []

    @event.listens_for(database.engine, "before_cursor_execute")
    def _look(_c: Any, _k: Any, statement: str, parameters: Any, _x: Any, many: bool) -> None:
        kind = statement.split(None, 1)[0].lower()
        if kind in ("insert", "update", "delete"):
            sets = parameters if many else [parameters]
            seen.append((kind, len(sets), len(sets[0])))

    with database.begin() as session:
        workspace = session.exec(select(Workspace)).one().id
        who = Who(workspace, payload["user"]["id"])
        reply = checkin_report.send(session, kit(), who, read_sent(payload["view"]), NOW)
    database.close()
    if reply:
        raise ValueError(f"the report was refused: {reply}")
    return seen


CLICKED = Act.OPEN_LINK
SENT = Modal.CHECKIN_REPORT
