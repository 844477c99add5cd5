"""The log: one line of JSON for each event, without secrets and without what an error quotes."""

from __future__ import annotations

import json
import logging

import pytest

from bot.log import EventLog, JsonLines, redact


def test_tokens_and_passwords_are_blackened() -> None:
    said = redact('"xoxb-12-ab xapp-1-A0-7f postgresql://milepost:s3cret@db/name https://host/path"')
    assert said == '"(secret) (secret) postgresql://(secret)@db/name https://host/path"'


def test_an_event_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    EventLog("test").info("something.done", count=3)
    line = json.loads(JsonLines().format(caplog.records[-1]))
    assert (line["event"], line["count"], line["level"], line["logger"]) == (
        "something.done",
        3,
        "info",
        "milepost.test",
    )


def test_of_an_exception_only_its_kind_is_told(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("what Dana wrote")
    except ValueError:
        logging.getLogger("milepost.test").exception("failed")
    written = JsonLines().format(caplog.records[-1])
    assert "Dana" not in written
    assert json.loads(written)["fault"] == "ValueError"
