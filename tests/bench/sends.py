"""The way out: prompts claimed, composed, posted and recorded, without pace and with it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from bot.flows import drain
from bot.flows.message import Message
from bot.slack.reconcile import metadata
from storage.database import Database
from storage.tables import Delivery, Workspace
from tests.bench import answering
from tests.bench.children import Child, child
from tests.bench.rows import Figures, Row, at_least, take_turns
from tests.bench.scene import NOW, SCHOOL_TEAMS, Scene, channel_of, fresh, user_of, write
from tests.bench.signing import TOKEN

WARM = 100
RATE = 750
"""Prompts for each second of a round; that many take about a second."""

LIMIT = 300 / 60
"""Messages a second that a workspace allows."""

PACED_SECONDS = 20


def sends(home: Path, rounds: int, seconds: float) -> list[Row]:
    """The whole pipeline with the pace off, beside a bare SDK client."""
    count = int(RATE * seconds) // SCHOOL_TEAMS * SCHOOL_TEAMS
    write(str(home / "scene.sqlite"), Scene(WARM + count, asked=False, at_once=WARM))
    (home / "message.json").write_text(json.dumps(a_prompt(home / "scene.sqlite")), "utf-8")
    with child("tests.bench.stub_slack") as stub:
        api_url = f"http://127.0.0.1:{stub.read()}/api/"
        with child("tests.bench.floor_send", api_url, str(home / "message.json")) as bare:
            bare.read()
            bare.ask(str(WARM))
            variants: dict[str, Callable[[], Figures]] = {
                "ours": partial(_pipeline, home, api_url, count),
                "floor": partial(_bare, bare, count),
            }
            measured = take_turns(rounds, variants)
    return [at_least("sends, pace off, 32 in flight", "/s", measured["ours"], measured["floor"], 0.5)]


def _pipeline(home: Path, api_url: str, count: int) -> Figures:
    path = fresh(home / "ours.sqlite")
    shutil.copyfile(home / "scene.sqlite", path)
    with child("tests.bench.sender", str(path), api_url, TOKEN, "off") as sender:
        sender.read()
        _sent(sender, WARM)
        return {"rate": count / _sent(sender, count)}


def _bare(bare: Child, count: int) -> Figures:
    return {"rate": count / float(bare.ask(str(count)))}


def _sent(sender: Child, count: int) -> float:
    """Have it send; give the seconds, after a look whether everything was sent."""
    answer = json.loads(sender.ask())
    if answer["shown"] != count:
        raise ValueError(f"{answer['shown']} messages were sent instead of {count}")
    return float(answer["seconds"])


def a_prompt(path: Path) -> dict[str, Any]:
    """One of the prompts of a scene, as it is posted."""
    database = Database(f"sqlite:///{path}")
    with database.reading() as session:
        workspace = session.exec(select(Workspace)).one().id
        one = session.exec(select(Delivery).where(col(Delivery.workspace_id) == workspace).limit(1)).one()
        said = drain.compose(session, answering.kit(), workspace, [one.id], NOW)[one.id]
    database.close()
    assert isinstance(said, Message)
    return {"channel": channel_of(0), "text": said.text, "blocks": said.blocks, "metadata": metadata(one.key),
            "unfurl_links": False, "unfurl_media": False}  # fmt: skip


def paced(home: Path, rounds: int, seconds: float, lasting: int = PACED_SECONDS) -> list[Row]:
    """With the pace on, against the local workspace with its limits on; one round, as the clock decides."""
    count = int(LIMIT * lasting) // SCHOOL_TEAMS * SCHOOL_TEAMS
    path = home / "scene.sqlite"
    write(str(path), Scene(count, asked=False))
    with child("tests.bench.workspace", str(count)) as workspace:
        hello = json.loads(workspace.read())
        move_in(path, hello["conversations"])
        workspace.ask("limits")
        with child("tests.bench.sender", str(path), hello["api_url"], hello["bot_token"], "paced") as sender:
            sender.read()
            took = _sent(sender, count)
        refused = int(json.loads(workspace.ask("refused"))["too_fast"])
    rate = (count - 1) / took  # the first one goes at once
    return [
        Row("sends at Slack's pace", "/s", rate, LIMIT, rate / LIMIT, ">= 0.95 of the limit, no 429",
            rate / LIMIT >= 0.95 and refused == 0,
            f"{count} messages in {took:.1f} s, {refused} answers of 429; bursts were used up before"),
    ]  # fmt: skip


def move_in(path: Path, conversations: Sequence[str]) -> None:
    """Have the scene's people be reached in the conversations that a workspace has with them."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executemany(
            "UPDATE person SET dm_channel = ? WHERE slack_user_id = ?",
            [(channel, user_of(number)) for number, channel in enumerate(conversations)],
        )
        connection.commit()
