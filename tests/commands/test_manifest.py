"""The manifest that Slack is given: within Slack's limits, and asking for no more than is used."""

from __future__ import annotations

import json

import pytest
import yaml

from bot.ids import COMMAND, Shortcut
from bot.settings import Mode
from bot.slack.manifest import SCOPES, make_manifest
from bot.words import Words
from tests.commands.running import HOME, milepost

ADDRESS = "https://milepost.example.org"


@pytest.mark.parametrize("mode", list(Mode))
def test_it_keeps_to_slacks_limits(mode: Mode) -> None:
    made = make_manifest(Words.load(), mode, ADDRESS)
    shown = made["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    features = made["features"]
    assert len(features["bot_user"]["display_name"]) <= 80
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
    for command in features["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
    assert {shortcut["callback_id"] for shortcut in features["shortcuts"]} == set(Shortcut)
    assert [command["command"] for command in features["slash_commands"]] == [COMMAND]


def test_by_socket_there_is_no_address() -> None:
    assert "https://" not in json.dumps(make_manifest(Words.load(), Mode.SOCKET, None))


def test_by_http_everything_goes_to_one_address() -> None:
    made = make_manifest(Words.load(), Mode.HTTP, ADDRESS + "/")
    addresses = [
        made["features"]["slash_commands"][0]["url"],
        made["settings"]["event_subscriptions"]["request_url"],
        made["settings"]["interactivity"]["request_url"],
        made["settings"]["interactivity"]["message_menu_options_url"],
    ]
    assert addresses == [f"{ADDRESS}/slack/events"] * 4
    assert made["settings"]["socket_mode_enabled"] is False


def test_every_permission_says_what_it_is_for() -> None:
    words = Words.load()
    for key in SCOPES.values():
        assert words.label(key)


async def test_it_is_printed_as_json_and_as_yaml() -> None:
    expected = make_manifest(Words.load(), Mode.SOCKET)
    assert json.loads((await milepost("manifest")).out) == expected
    assert yaml.safe_load((await milepost("manifest", "--yaml")).out) == expected
    assert yaml.safe_load((await milepost("manifest", "--url", ADDRESS)).out) == make_manifest(
        Words.load(), Mode.HTTP, ADDRESS
    )


async def test_http_without_an_address_is_refused() -> None:
    ran = await milepost("manifest", "--http")
    assert ran.code == 1
    assert "--url" in ran.err


def test_the_manifest_that_is_shipped_is_the_one_that_is_printed() -> None:
    shipped = yaml.safe_load((HOME / "deploy" / "manifest.yaml").read_text(encoding="utf-8"))
    assert shipped == make_manifest(Words.load(), Mode.SOCKET)
