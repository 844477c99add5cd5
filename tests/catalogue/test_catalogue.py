"""The packaged catalogue is complete, exact where it must be, and in our own words."""

import re

import pytest

from bot.catalogue import Catalogue
from bot.overlay import PACKAGED
from storage.vocabulary import Audience, Cause, Phase, RuleName

LOADED = Catalogue.load()

# How many question sentences each item of the document holds; a question may stand for an imperative.
SENTENCES = {
    "B.1": [*[1] * 13, 2, *[1] * 10, 7, 1, 1, 1, 2, 1, 1],
    "B.2": [4, 1, 2, 1, 1, 3, 2, 1, 2, 2],
    "B.3": [1, 1, 1, 3, 2, 1, 2, 1, 3, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 2],
    "B.4": [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 2, 2, 1, 1],
    "B.5": [0, 1, 2, 4, 1, 1, 2, 1, 3, 2, 3, 4, 2],
    "B.S": [1, 1, 1, 6, 2, 1, 1, 1, 1],
}
PHASES = dict(zip(SENTENCES, Phase, strict=True))


@pytest.mark.parametrize("part", list(SENTENCES))
def test_every_item_of_the_document_has_its_question(part: str) -> None:
    questions = [question for question in LOADED.questions if question.id.startswith(f"{part}-")]
    assert [q.id for q in questions] == [f"{part}-{n:02d}" for n in range(1, len(SENTENCES[part]) + 1)]
    assert [1 + len(q.follow_ups) for q in questions] == [max(n, 1) for n in SENTENCES[part]]
    assert {q.phase for q in questions} == {PHASES[part]}
    for question in questions:
        assert question.source.document == "004"
        assert question.source.item == question.id
        assert re.fullmatch(r"L\d+", question.source.line)


def test_lines_of_the_document_rise_with_the_items() -> None:
    for phase in PHASES.values():
        lines = [int(q.source.line[1:]) for q in LOADED.questions if q.phase is phase]
        assert lines == sorted(set(lines))


def test_every_question_reads_well_on_a_telephone() -> None:
    for question in LOADED.questions:
        for text in (question.text, *question.follow_ups):
            assert len(text) <= 160, (question.id, text)
            assert text.endswith("?"), (question.id, text)
            assert not re.search(r"\b(fail|blame|must|should have|non-compliance)", text, re.IGNORECASE), (
                question.id
            )


def test_no_question_is_asked_twice() -> None:
    texts = [text for q in LOADED.questions for text in (q.text, *q.follow_ups)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("rule", list(RuleName))
@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.LEADERSHIP])
def test_every_rule_has_questions_for_those_who_meet_it(rule: RuleName, audience: Audience) -> None:
    fitting = [q for q in LOADED.questions if rule in q.rules and audience in q.audience]
    assert len(fitting) >= 2


@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_has_questions_and_can_be_heard(cause: Cause) -> None:
    assert [q for q in LOADED.questions if cause in q.causes]
    assert LOADED.stems[cause]


def test_the_twelve_practices_have_their_exact_codes_and_names() -> None:
    assert list(LOADED.practices) == [f"{domain}{letter}" for domain in "1234" for letter in "abc"]
    assert [domain.name for domain in LOADED.domains] == [
        "Turnaround Leadership",
        "Talent Development",
        "Instructional Transformation",
        "Culture Shift",
    ]
    assert LOADED.practices["3c"].name == "Remove barriers and provide opportunities"
    assert LOADED.domain_of("3c").code == "3"
    with pytest.raises(KeyError):
        LOADED.domain_of("9z")


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("1a", "1a"),
        ("1.a.", "1a"),
        ("4C: Engaging students and their families in pursuing education goals", "4c"),
        ("3c: Provide rigorous evidence-based instruction", "3b"),
        ("2b - Target professional learning", "2b"),
        ("Recruit, develop, retain and sustain talent", "2a"),
        ("1b. Monitor short-and long-term goals", "1b"),
        ("5a", None),
        ("reading", None),
        ("", None),
    ],
)
def test_a_practice_is_found_as_plans_write_it(label: str, code: str | None) -> None:
    practice = LOADED.practice_named(label)
    assert (practice.code if practice else None) == code


def test_the_whole_bank_is_there() -> None:
    assert len([q for q in LOADED.questions if not q.id.startswith("B.X-")]) == 105
    assert sum(map(sum, SENTENCES.values())) == 155
    assert [t.id for t in LOADED.techniques] == [f"B.2-T{n}" for n in range(1, 8)]
    assert [p.id for p in LOADED.preparation] == [f"B.1-P{n}" for n in range(1, 10)]


def test_root_cause_methods_and_tests_are_all_there() -> None:
    assert [method.id for method in LOADED.methods] == [f"D-M{n}" for n in range(1, 7)]
    assert [test.id for test in LOADED.stopping_tests] == [f"D-T{n}" for n in range(1, 15)]


def test_only_known_kinds_of_files_are_packaged() -> None:
    kinds = {
        path.suffix for path in PACKAGED.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    assert kinds <= {".j2", ".yaml", ".md", ".py", ".docx"}


def test_every_theme_is_taken_up_and_every_question_takes_one_up() -> None:
    assert {theme for one in LOADED.questions for theme in one.themes} == set(LOADED.themes)
    assert all(one.themes for one in LOADED.questions)
