"""One school whose data is broken: the others have their month all the same."""

from __future__ import annotations

from sqlmodel import col, select

from storage.tables import Cycle, Organization
from tests.town import Town

CLOSED, LATER = "2026-09-30 16:05", "2026-09-30 17:05"


def closed(town: Town) -> set[str]:
    """The schools whose September has closed."""
    with town.database.reading() as session:
        rows = session.exec(
            select(Organization.code)
            .join(Cycle, col(Cycle.organization_id) == col(Organization.id))
            .where(col(Cycle.period) == "2026-09", col(Cycle.closed_at).is_not(None))
        )
        return set(rows)


def set_thresholds(town: Town, values: dict[str, int]) -> None:
    """Give Cedar Grove numbers of its own."""
    with town.database.begin() as session:
        cedar = session.exec(select(Organization).where(col(Organization.code) == "cedar")).one()
        cedar.thresholds = values


async def test_a_school_in_no_time_zone_keeps_no_other_from_its_digest(any_town: Town) -> None:
    await any_town.go_to(CLOSED)
    with any_town.database.begin() as session:
        cedar = session.exec(select(Organization).where(col(Organization.code) == "cedar")).one()
        cedar.timezone = "Nowhere/At_All"
    await any_town.go_to("2026-10-01 08:05")
    channels = {body["channel"] for body in any_town.bodies("chat.postMessage")}
    assert "C0HARBOR" in channels
    assert "C0CEDAR" not in channels


async def test_a_school_that_cannot_be_judged_holds_up_no_other(any_town: Town) -> None:
    set_thresholds(any_town, {"a_number_that_no_rule_has": 3})
    await any_town.go_to(CLOSED)
    assert closed(any_town) == {"harbor"}
    set_thresholds(any_town, {})
    await any_town.go_to(LATER)
    assert closed(any_town) == {"cedar", "harbor"}
