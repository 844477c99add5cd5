"""A district's own frameworks and questions: used when right, refused with file and line when not."""

from datetime import date
from pathlib import Path

import pytest

from bot.catalogue import Catalogue
from bot.overlay import PACKAGED, OverlayFault
from bot.rules.coaching import Situation, choose
from storage.vocabulary import Audience, Phase

MONITOR = (PACKAGED / "questions/monitor.yaml").read_text(encoding="utf-8")
OWN = """phase: monitor
source: {document: "Ours", section: "Coaching card"}
sections: {all: "All"}
questions:
  - id: OURS-1
    line: 1
    section: all
    text: "What would you like to celebrate?"
    audience: [team]
    tags: [support_gap]
"""


def overlay(tmp_path: Path, content: str, name: str = "questions/monitor.yaml") -> Path:
    """A directory of a district's own files with this one in it."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return tmp_path


def test_a_district_replaces_a_phase_with_its_own_questions(tmp_path: Path) -> None:
    loaded = Catalogue.load(overlay(tmp_path, OWN))
    own = loaded.by_id["OURS-1"]
    assert own.source.document == "Ours"
    assert own.rules == loaded.tags["support_gap"].rules
    assert own.causes == loaded.tags["support_gap"].causes
    assert not [q for q in loaded.questions if q.id.startswith("B.5")]
    assert [q for q in loaded.questions if q.id.startswith("B.4")]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("audience: [team]", "audience: [teem]", 9, "teem is not known here; choose 'team', 'leadership'"),
        ("audience: [team]", "audience: []", 9, "audience needs at least one entry"),
        ("    text:", "    txet:", 5, "text is missing"),
        ("tags: [support_gap]", "tags: [suport]", 10, "suport is not a known tag; choose overdue"),
        (
            "tags: [support_gap]",
            "tags: [support_gap]\n    themes: [buy-in]",
            11,
            "buy-in is not a known theme; did you mean buy_in?",
        ),
        ("section: all", "section: some", 7, "some is not a section of this file; choose all"),
        ("    line: 1", "    line: 1\n    colour: red", 7, "colour is not a key that is known here"),
        ("OURS-1", "B.4-01", 5, "B.4-01 is given twice; it is also in questions/implement.yaml"),
        ('"What would', "What: would", 8, "not valid YAML"),
        ("phase: monitor", "phase: moniter", 1, "choose 'direction'"),
        ('text: "What would you like to celebrate?"', 'text: "?"', 8, "text is empty"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_reason(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    assert old in OWN
    with pytest.raises(OverlayFault) as refused:
        Catalogue.load(overlay(tmp_path, OWN.replace(old, new, 1)))
    assert refused.value.path == tmp_path / "questions/monitor.yaml"
    assert refused.value.line == line, refused.value
    assert reason in refused.value.reason


def test_an_unchanged_copy_changes_nothing(tmp_path: Path) -> None:
    assert Catalogue.load(overlay(tmp_path, MONITOR)) == Catalogue.load()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("code: 1b", "code: 1a", "1a is given twice"),
        ("code: 1b", "code: 2d", "2d does not belong to domain 1"),
        ("code: 1b", "code: first", "does not have the form"),
    ],
)
def test_practice_codes_are_checked(tmp_path: Path, old: str, new: str, reason: str) -> None:
    text = (PACKAGED / "frameworks/domains.yaml").read_text(encoding="utf-8")
    with pytest.raises(OverlayFault) as refused:
        Catalogue.load(overlay(tmp_path, text.replace(old, new, 1), "frameworks/domains.yaml"))
    assert refused.value.line == text[: text.index("code: 1b")].count("\n") + 1
    assert reason in refused.value.reason


BESIDE = """source: {document: "Ours", section: "Coaching card"}
sections: {warm: "Warm starts"}
questions:
  - id: OURS-1
    line: 1
    phase: monitor
    section: warm
    text: "What would you like to celebrate?"
    audience: [team]
    tags: [general]
    about: [party]
without: [B.5-03, B.5-13]
"""


def test_a_district_puts_its_questions_beside_ours_and_switches_some_off(tmp_path: Path) -> None:
    loaded = Catalogue.load(overlay(tmp_path, BESIDE, "questions/own.yaml"))
    ours = Catalogue.load()
    assert set(loaded.by_id) == set(ours.by_id) - {"B.5-03", "B.5-13"} | {"OURS-1"}
    situation = Situation(Audience.TEAM, Phase.MONITOR, words="what a party")
    assert choose(loaded.bank, situation, [], date(2026, 11, 2))[0].question_id == "OURS-1"
    everything = choose(loaded.bank, Situation(Audience.COACH), [], date(2026, 11, 2), 200)
    assert not {"B.5-03", "B.5-13"} & {choice.question_id for choice in everything}


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("[B.5-03,", "[B.5-3,", 12, "there is no question B.5-3 to switch off; did you mean B.5-"),
        ("    phase: monitor\n", "", 4, "phase is missing"),
        ("OURS-1", "B.5-01", 4, "B.5-01 is given twice; it is also in questions/monitor.yaml"),
    ],
)
def test_a_fault_in_a_districts_own_questions_is_named(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    assert old in BESIDE
    with pytest.raises(OverlayFault) as refused:
        Catalogue.load(overlay(tmp_path, BESIDE.replace(old, new, 1), "questions/own.yaml"))
    assert refused.value.line == line
    assert reason in refused.value.reason
