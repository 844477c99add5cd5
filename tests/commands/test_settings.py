"""Settings: from the environment, from files, and what is said when one is missing or wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.spoken import told
from bot.settings import Mode, Problem, Settings, SettingsFault, unknown_variables
from bot.words import Words

GOOD = {"MILEPOST_SLACK_BOT_TOKEN": "xoxb-1", "MILEPOST_SLACK_APP_TOKEN": "xapp-1"}


@pytest.fixture(autouse=True)
def _empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but those of the test."""
    monkeypatch.chdir(tmp_path)
    for name in list(Settings.model_fields):
        monkeypatch.delenv(f"MILEPOST_{name.upper()}", raising=False)


def given(monkeypatch: pytest.MonkeyPatch, **changes: str) -> None:
    for name, value in {**GOOD, **changes}.items():
        monkeypatch.setenv(name, value)


def problems() -> tuple[Problem, ...]:
    with pytest.raises(SettingsFault) as caught:
        Settings.read()
    return caught.value.problems


def test_two_tokens_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch)
    settings = Settings.read()
    assert settings.mode is Mode.SOCKET
    assert settings.database_url.startswith("sqlite:///")


def test_what_is_missing_is_named() -> None:
    assert problems() == (Problem("slack_bot_token", "missing"),)


def test_each_mode_needs_its_own_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, MILEPOST_MODE="http")
    assert problems() == (Problem("slack_signing_secret", "missing"),)
    monkeypatch.delenv("MILEPOST_SLACK_APP_TOKEN")
    monkeypatch.setenv("MILEPOST_MODE", "socket")
    assert problems() == (Problem("slack_app_token", "missing"),)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("slack_bot_token", "xapp-1"),
        ("slack_app_token", "xoxb-1"),
        ("database_url", "mysql://x"),
        ("mode", "pigeon"),
        ("port", "70000"),
        ("public_url", "milepost.example.org"),
        ("log_level", "LOUD"),
        ("pace", "maybe"),
        ("messages_per_minute", "0"),
    ],
)
def test_what_is_wrong_is_named_and_not_shown(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    given(monkeypatch, **{f"MILEPOST_{name.upper()}": value})
    found = problems()
    assert found == (Problem(name, "wrong"),)
    sentence = told(Words.load(), found[0])
    assert sentence.startswith(f"MILEPOST_{name.upper()} is not right. It ")
    assert value not in str(SettingsFault(found))


def test_every_setting_can_be_explained() -> None:
    words = Words.load()
    for name in Settings.model_fields:
        assert "It " in told(words, Problem(name, "missing"))


def test_a_secret_may_be_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text("xoxb-from-a-file\n")
    monkeypatch.setenv("MILEPOST_SLACK_APP_TOKEN", "xapp-1")
    monkeypatch.setenv("MILEPOST_SLACK_BOT_TOKEN_FILE", str(secret))
    assert Settings.read().slack_bot_token.get_secret_value() == "xoxb-from-a-file"


def test_a_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MILEPOST_SLACK_BOT_TOKEN_FILE", str(tmp_path / "nothing"))
    found = problems()
    assert found[0].variable == "MILEPOST_SLACK_BOT_TOKEN_FILE"
    assert "cannot be read" in told(Words.load(), found[0])


def test_a_file_of_settings_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("MILEPOST_SLACK_BOT_TOKEN=xoxb-env\nMILEPOST_SLACK_APP_TOKEN=xapp-env\n")
    assert Settings.read().slack_bot_token.get_secret_value() == "xoxb-env"


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, MILEPOST_SLACK_SIGNING_SECRET="very-secret")
    shown = repr(Settings.read()) + str(Settings.read()) + str(Settings.read().model_dump())
    assert "xoxb-1" not in shown
    assert "very-secret" not in shown


def test_a_misspelled_variable_is_noticed() -> None:
    strange = unknown_variables({"MILEPOST_SLACK_TOKEN": "x", "MILEPOST_MODE": "http", "HOME": "/"})
    assert strange[0][0] == "MILEPOST_SLACK_TOKEN"
    assert strange[0][1] in ("MILEPOST_SLACK_APP_TOKEN", "MILEPOST_SLACK_BOT_TOKEN")
