"""What holds for every choice of coaching questions, whatever the bank and the history."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.coaching import QUIET_DAYS, Asked, Bank, Situation, choose
from bot.rules.coaching_steering import Signs
from bot.rules.hearing import heard, listen
from bot.rules.matching import Index
from storage.vocabulary import Audience, Cause, Phase, Rhythm, RuleName, Severity

TODAY = date(2026, 11, 2)
WORDS = ("hire", "waiting", "budget", "meeting", "late", "nobody")


@dataclass(frozen=True)
class Plain:
    """A question as plain as choosing needs it."""

    id: str
    phase: Phase
    section: str
    audience: tuple[Audience, ...]
    rules: tuple[RuleName, ...]
    causes: tuple[Cause, ...]
    about: tuple[str, ...]
    suits: Literal["new", "lasting"] | None
    steers: tuple[Literal["money", "time", "blame"], ...]


def ready(questions: list[Plain]) -> Bank:
    """A bank that hears causes, words, and where a team is stuck."""
    texts = {one.id: [(1.0, word) for word in one.about] for one in questions}
    return Bank(questions, STEMS, Index(texts, [("hire", "budget")]), Signs.of({"money": ["budget"]}))


def some(of: type, most: int = 3) -> st.SearchStrategy[tuple]:  # type: ignore[type-arg]
    """A few different members of an enumeration."""
    return st.lists(st.sampled_from(of), max_size=most, unique=True).map(tuple)


@st.composite
def banks(draw: st.DrawFn) -> list[Plain]:
    """A bank of up to fifteen questions."""
    return [
        Plain(
            f"Q-{number:02d}",
            draw(st.sampled_from([Phase.MONITOR, Phase.IMPLEMENT, Phase.STORY])),
            draw(st.sampled_from("abc")),
            draw(some(Audience, 4)),
            draw(some(RuleName)),
            draw(some(Cause)),
            draw(st.lists(st.sampled_from(WORDS), max_size=2, unique=True).map(tuple)),
            draw(st.sampled_from([None, "new", "lasting"])),
            draw(st.sampled_from([(), ("money",), ("blame", "time")])),
        )
        for number in range(draw(st.integers(0, 15)))
    ]


SITUATIONS = st.builds(
    Situation,
    audience=st.sampled_from(Audience),
    phase=st.none() | st.sampled_from(Phase),
    rule=st.none() | st.sampled_from(RuleName),
    cause=st.none() | st.sampled_from(Cause),
    severity=st.none() | st.sampled_from(Severity),
    running=st.integers(0, 4),
    rhythm=st.sampled_from(Rhythm),
    words=st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
)
HISTORIES = st.lists(
    st.builds(
        Asked,
        question_id=st.integers(0, 16).map("Q-{:02d}".format),
        on=st.integers(0, 200).map(lambda days: TODAY - timedelta(days=days)),
    ),
    max_size=20,
)
STEMS = {Cause.STAFFING: ("hire",), Cause.DEPENDENCY: ("wait",), Cause.OWNERSHIP: ("nobody",)}


@settings(max_examples=200)
@given(banks(), SITUATIONS, HISTORIES, st.integers(0, 5))
def test_every_choice(bank: list[Plain], situation: Situation, history: list[Asked], limit: int) -> None:
    choices = choose(ready(bank), situation, history, TODAY, limit)
    ids = [choice.question_id for choice in choices]
    known = {question.id: question for question in bank}
    recent = {asked.question_id for asked in history if (TODAY - asked.on).days <= QUIET_DAYS}
    assert len(ids) == len(set(ids)) <= limit
    for choice in choices:
        assert choice.reasons
        assert situation.audience in (*known[choice.question_id].audience, Audience.COACH)
        again = any(reason.code == "asked_again" for reason in choice.reasons)
        assert again == (choice.question_id in recent)
    if any(i in recent for i in ids):  # then nothing that might be asked is left unasked
        everything = choose(ready(bank), situation, [], TODAY, 99)
        assert {c.question_id for c in everything} <= recent
        last = {a.question_id: max(b.on for b in history if b.question_id == a.question_id) for a in history}
        fitting = {c.question_id for c in everything if {r.code for r in c.reasons} - {"phase", "general"}}
        same = fitting or {c.question_id for c in everything}
        assert all(last[i] <= last[left] for i in ids for left in same - set(ids))


@given(banks(), SITUATIONS, HISTORIES, st.randoms())
def test_the_same_input_gives_the_same_choice_in_any_order(
    bank: list[Plain], situation: Situation, history: list[Asked], random: object
) -> None:
    shuffled, past = list(bank), list(history)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(past)  # type: ignore[attr-defined]
    assert choose(ready(bank), situation, history, TODAY) == choose(ready(shuffled), situation, past, TODAY)


@given(banks(), SITUATIONS, st.sampled_from(RuleName), st.sampled_from(Cause))
def test_rule_and_cause_outrank_all_else_that_is_known(
    bank: list[Plain], situation: Situation, rule: RuleName, cause: Cause
) -> None:
    asked = Situation(situation.audience, Phase.MONITOR, rule, cause, running=situation.running)
    scores = {c.question_id: c.score for c in choose(ready(bank), asked, [], TODAY, 99)}
    both = [scores[q.id] for q in bank if q.id in scores and rule in q.rules and cause in q.causes]
    neither = [scores[q.id] for q in bank if q.id in scores and rule not in q.rules and cause not in q.causes]
    assert not both or not neither or min(both) > max(neither)


@given(banks(), SITUATIONS)
def test_a_section_gives_a_third_question_only_when_others_have_nothing(
    bank: list[Plain], situation: Situation
) -> None:
    sections = [(q.phase, q.section) for q in bank]
    by_id = dict(zip((q.id for q in bank), sections, strict=True))
    picked = [by_id[c.question_id] for c in choose(ready(bank), situation, [], TODAY, 3)]
    possible = [by_id[c.question_id] for c in choose(ready(bank), situation, [], TODAY, 99)]
    if len(picked) == 3 and len(set(picked)) == 1:
        assert set(possible) == set(picked)


@given(st.text(max_size=80))
def test_hearing_never_stumbles_and_hears_only_what_was_said(words: str) -> None:
    for found in heard(listen(words), {"a": ("wait", "=sub", "vacan")}).values():
        assert all(word in words.lower() for word in found)


def test_short_beginnings_do_not_hear_other_words() -> None:
    stems = {"x": ("late", "hand", "=sub", "vacan", "wait")}
    assert heard(listen("Later we handle subs; translate."), stems) == {}
    assert heard(listen("Waiting on a sub, two VACANCIES"), stems) == {"x": ("sub", "vacancies", "waiting")}
