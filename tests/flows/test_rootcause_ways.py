"""The shorter ways to look for causes, from data, on the same engine; and whys that branch."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from bot.blocks.rootcause import session_blocks
from bot.flows import rootcause, rootcause_start, rootcause_told
from bot.flows.kit import Who
from bot.flows.rootcause_start import Start, Where
from bot.forms.rootcause import Closer, NewCause
from storage.rootcause import Whole, whole
from storage.vocabulary import Cause
from storage.vocabulary_rootcause import Method, SessionState, WithinPower
from tests.flows.month import Month
from tests.people import PEOPLE

NOW = datetime(2026, 10, 1, 14, tzinfo=UTC)
PLACE = Where("C0CEDAR")
SHORTER = [method for method in Method if method not in (Method.FIVE_WHYS, Method.FISHBONE)]


def read(session: Session, month: Month, key: int) -> Whole:
    """The session as it is stored."""
    found = whole(session, month.cast.workspace_id, key)
    assert found is not None
    return found


def said(session: Session, month: Month, key: int) -> str:
    """What its message says."""
    facts = rootcause_told.facts_of(session, month.kit, read(session, month, key))
    return session_blocks(month.kit.words, facts)[0]


@pytest.mark.parametrize("method", SHORTER)
def test_a_shorter_way_asks_under_its_own_headings_and_ends_like_the_others(
    month: Month, method: Method
) -> None:
    who, kit = Who(month.cast.workspace_id, PEOPLE["carla"][0]), month.kit
    with month.database.begin() as session:
        key = rootcause_start.start(session, kit, who, Start(method, "Few come"), PLACE, "one", NOW)
        headings = read(session, month, key).bones
        assert len(headings) >= 2
        for bone in headings:
            told = NewCause(f"About {bone.name}", bone_id=bone.id)
            assert rootcause.add(session, kit, who, key, told, bone.name, NOW)
        text = said(session, month, key)
        for bone in headings:
            assert f"*{bone.name}*\n• About {bone.name}" in text
        first = read(session, month, key).causes[0].id
        look = Closer({}, within_power=WithinPower.OURS, cause=Cause.SCHEDULE, is_chosen=True)
        rootcause.look_closer(session, kit, who, key, first, look, NOW)
        rootcause.finish(session, kit, who, key, NOW)
        assert read(session, month, key).session.state is SessionState.DONE
        assert "Where we start" in said(session, month, key)


def test_two_answers_to_one_why_are_two_branches(month: Month) -> None:
    carla, paula = (Who(month.cast.workspace_id, PEOPLE[one][0]) for one in ("carla", "paula"))
    kit = month.kit
    with month.database.begin() as session:
        begun = Start(Method.FIVE_WHYS, "Few come")
        key = rootcause_start.start(session, kit, carla, begun, PLACE, "one", NOW)
        above = rootcause.add(session, kit, carla, key, NewCause("They hear late"), "a", NOW)
        first = rootcause.add(session, kit, carla, key, NewCause("No list", parent_id=above), "b", NOW)
        rootcause.add(session, kit, paula, key, NewCause("One language", parent_id=above), "c", NOW)
        rootcause.add(session, kit, paula, key, NewCause("Nobody keeps it", parent_id=first), "d", NOW)
        assert (
            "• They hear late\n\u2003• No list\n\u2003\u2003• Nobody keeps it\n\u2003• One language"
            in said(session, month, key)
        )
