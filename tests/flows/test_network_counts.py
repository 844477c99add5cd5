"""The counters by practice say what the rows say, whatever happens and in whatever order."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

import pytest
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session, col, delete, select

from bot.flows import checkin, course, network_counts, plan_import
from bot.flows.figures import figures_of
from bot.flows.kit import Refusal, Who
from bot.flows.routine import routine_of
from bot.flows.setting_up import OrganizationWish, save_organization
from bot.forms.checkin import Report, Said
from bot.forms.course import AdjustForm
from bot.rules.rollup import ALL, FIGURES, Tally, codes_of
from storage.tables import Action, Cycle, Milestone, Organization, PracticeCount, PracticeTotal, Strategy
from storage.vocabulary import Cause, Course, OrganizationKind, Status
from tests.flows.month import Month

Counted = dict[tuple[int, str, str], tuple[int, ...]]

TEAMS = {"cedar 1.1.1": "dana", "cedar 1.1.2": "omar", "cedar 1.1.3": "dana", "harbor 1.1.1": "joy"}
DAYS = ("2026-09-25", "2026-09-30", "2026-10-07", "2026-10-29", "2026-10-30", "2026-11-03")


def who(month: Month, key: str) -> Who:
    return Who(month.cast.workspace_id, month.cast.slack(key))


def kept(session: Session) -> Counted:
    """Every counter of an organization's own, by organization, period and code."""
    return {
        (row.organization_id, row.period, row.code): tuple(getattr(row, name) for name in FIGURES)
        for row in session.exec(select(PracticeCount))
    }


def totals(session: Session) -> Counted:
    """Every total, with the number of schools first."""
    return {
        (row.organization_id, row.period, row.code): (row.schools, *[getattr(row, name) for name in FIGURES])
        for row in session.exec(select(PracticeTotal))
    }


def by_the_rules(session: Session, month: Month) -> Counted:
    """The same as the rules of each cycle's digest count it, action by action, in Python."""
    workspace_id = month.cast.workspace_id
    carried: dict[int, set[str]] = {}
    for action, milestone, strategy in session.exec(
        select(Action, Milestone, Strategy)
        .join(Milestone, col(Milestone.id) == col(Action.milestone_id))
        .join(Strategy, col(Strategy.id) == col(Milestone.strategy_id))
    ):
        codes = set(action.practices or milestone.practices or strategy.practices)
        carried[action.id] = {ALL} | codes | {code[0] for code in codes}
    found: dict[tuple[int, str, str], list[int]] = defaultdict(lambda: [0] * 6)
    for cycle in session.exec(select(Cycle).where(col(Cycle.closed_at).is_not(None))):
        routine = routine_of(session, workspace_id, cycle.organization_id, month.at("2026-11-05").date())
        read = figures_of(session, workspace_id, cycle, routine)
        counts = read.month.counts
        sets = (counts.everything, counts.completed, counts.behind, counts.undated)
        for at, ids in enumerate(sets):
            for key in ids:
                for code in carried[key]:
                    found[cycle.organization_id, cycle.period, code][at] += 1
        for key in read.reported_behind.ids:
            if key in counts.everything:
                for code in carried[key]:
                    found[cycle.organization_id, cycle.period, code][5] += 1
    return {key: tuple(row) for key, row in found.items()}


def act(month: Month, chance: random.Random, day: str, at: int) -> None:
    """One thing that somebody does: an answer, one taken back, a change of course, a new plan."""
    key = chance.choice(sorted(TEAMS))
    moment = f"{day} {10 + at // 4}:{at % 4 * 10:02}"
    period = "2026-10" if day >= "2026-10-26" else "2026-09"
    kind = chance.choice(("answer", "answer", "answer", "undo", "move", "import"))
    with month.database.begin() as session:
        try:
            if kind == "move":
                move(session, month, chance, key, moment)
            elif kind == "import":
                bring_in_anew(session, month, chance, key, moment)
            else:
                check_in = month.check_in(session, key, period)
                one = who(month, TEAMS[key])
                if kind == "undo":
                    seen = chance.randint(1, 3)
                    checkin.undo(session, month.kit, one, check_in.id, seen, month.at(moment))
                else:
                    report = said(session, chance, check_in.milestone_id)
                    checkin.submit(session, month.kit, one, check_in.id, report, moment, month.at(moment))
        except (Refusal, NoResultFound):  # not theirs to do now, or the milestone is finished
            session.rollback()


def said(session: Session, chance: random.Random, milestone_id: int) -> Report:
    """Any status for each action of a milestone."""
    statement = select(Action.id).where(
        col(Action.milestone_id) == milestone_id, col(Action.withdrawn_on).is_(None)
    )
    given = []
    for key in session.exec(statement):
        status = chance.choice(list(Status))
        cause = Cause.TIME if status is Status.BEHIND else None
        given.append(Said(action_id=key, status=status, cause=cause))
    return Report(actions=tuple(given))


def move(session: Session, month: Month, chance: random.Random, key: str, moment: str) -> None:
    """Leadership stops an action or gives it another date."""
    number = chance.choice([one for one in sorted(month.cast.actions) if one.startswith(f"{key}.")])
    leader = who(month, "ray" if key.startswith("harbor") else "paula")
    day = month.at(moment).date()
    to = Course.STOP if chance.random() < 0.3 else Course.DATE
    due = day.replace(month=12, day=chance.randint(1, 28)) if to is Course.DATE else None
    form = AdjustForm(to, "Another way", "The first one was too long", due, Cause.TIME)
    course.adjust(session, month.kit, leader, month.cast.actions[number], form, moment, month.at(moment))


def bring_in_anew(session: Session, month: Month, chance: random.Random, key: str, moment: str) -> None:
    """The plan comes in again: with other practices, and now and then without an action."""
    practices = sorted(month.kit.catalogue.practices)
    school = key.split(maxsplit=1)[0]
    document = plan_import.load(session, month.cast.workspace_id, school)
    assert document is not None
    actions = tuple(
        one.model_copy(update={"practices": tuple(sorted(chance.sample(practices, chance.randint(0, 2))))})
        for one in document.actions
        if chance.random() > 0.1
    )
    living = {one.number for one in actions}
    actions = tuple(
        one.model_copy(update={"predecessors": tuple(sorted(set(one.predecessors) & living))})
        for one in actions
    )
    changed = document.model_copy(update={"actions": actions})
    plan_import.apply(session, month.cast.workspace_id, changed, month.at(moment), practices)


@pytest.mark.parametrize("seed", range(3))
def test_counters_equal_what_the_rows_say(month: Month, seed: int) -> None:
    chance = random.Random(seed)
    month.go_to("2026-09-01 08:00")
    month.go_to("2026-09-24 09:00")
    for day in DAYS:
        month.sweep(f"{day} 09:00")
        for at in range(5):
            act(month, chance, day, at)
        month.sweep(f"{day} 16:30")
        act(month, chance, day, 26)
    with month.database.begin() as session:
        own, above = kept(session), totals(session)
        rules = by_the_rules(session, month)
        assert {period for _, period, _ in own} == {"2026-09", "2026-10"}
        assert {key: (*row[:4], 0, row[5]) for key, row in own.items()} == rules
        network_counts.rebuild(session, month.cast.workspace_id)
        assert (kept(session), totals(session)) == (own, above)
    district = month.cast.organizations["lincoln"]
    for (place, period, code), (schools, *figures) in above.items():
        parts = [row for (_, *key), row in own.items() if key == [period, code]]
        assert place == district
        assert (schools, figures) == (len(parts), [sum(column) for column in zip(*parts, strict=True)])


def test_a_close_without_answers_counts_the_plan_and_nothing_is_reported(month: Month) -> None:
    for moment in ("2026-09-01 08:00", "2026-09-24 09:00", "2026-09-30 16:00"):
        month.go_to(moment)
    with month.database.begin() as session:
        found = totals(session)
    everything = found[month.cast.organizations["lincoln"], "2026-09", ALL]
    assert everything[0] == 2
    assert everything[1] > 0
    assert everything[5:] == (0, 0)


def test_totals_move_with_a_school_that_joins_another_district(month: Month) -> None:
    for moment in ("2026-09-01 08:00", "2026-09-24 09:00", "2026-09-30 16:00"):
        month.go_to(moment)
    with month.database.begin() as session:
        other = Organization(
            workspace_id=month.cast.workspace_id, kind=OrganizationKind.LEA, code="wayne", name="Wayne County"
        )
        session.add(other)
        session.flush()
        harbor = session.get_one(Organization, month.cast.organizations["harbor"])
        wish = OrganizationWish("harbor", parent="wayne", least_schools=1)
        save_organization(session, month.kit, month.cast.workspace_id, wish, month.at("2026-10-01 10:00"))
        assert harbor.thresholds == {"network_least_schools": 1}
        by_retotal = totals(session)
        own = kept(session)
        session.exec(delete(PracticeTotal))
        network_counts.rebuild(session, month.cast.workspace_id)
        assert totals(session) == by_retotal
    assert by_retotal[other.id, "2026-09", ALL] == (1, *own[harbor.id, "2026-09", ALL])


def test_an_action_with_several_practices_counts_once_in_a_domain() -> None:
    assert codes_of('["1a", "1b", "3c"]') == ("*", "1", "3", "1a", "1b", "3c")
    assert codes_of("[]") == ("*",)
    assert replace(Tally(3, 1), actions=4).minus(Tally(1, 1)) == Tally(3, 0)
