"""Help on its whole way: asked, shown to the liaison, offered, given, rated; and asked for only once."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from bot.flows import checkin, support, support_list
from bot.flows.kit import Refusal
from bot.flows.message import Message
from bot.forms.support import RatingForm, SupportForm
from storage import figures
from storage.tables import Delivery, Flag, Support
from storage.vocabulary import AsIntended, DeliveryState, Helped, RuleName
from tests.flows.month import Month
from tests.flows.test_digest import answer, told, who

ACTION = "cedar 1.1.1.2"
OFFERED = "2026-10-05 11:00"
ASKED_HOW = "2026-10-27 10:00"
WAITING = "support-waiting:2026-09-30"


def offer(month: Month, by: str = "lena", at: str = OFFERED, is_given: bool = False) -> int:
    """Lena offers a substitute for the action that is behind; gives the key of the help."""
    form = SupportForm(month.cast.slack("lena"), "A substitute on Tuesdays", is_given)
    with month.database.begin() as session:
        support.offer(session, month.kit, who(month, by), month.cast.actions[ACTION], form, month.at(at))
    with month.database.reading() as session:
        return max(session.exec(select(Support.id).where(col(Support.offered_on).is_not(None))))


def rate(month: Month, key: int, form: RatingForm, by: str = "dana") -> str:
    """The team says how help went."""
    with month.database.begin() as session:
        return support.rate(session, month.kit, who(month, by), key, form, month.at("2026-10-27 11:00"))


def row(month: Month, key: int) -> Support:
    """Help as it stands."""
    with month.database.reading() as session:
        return session.exec(select(Support).where(col(Support.id) == key)).one()


def listing(month: Month, by: str, at: str = "2026-10-27 11:00") -> str:
    """What `/milepost support` says to somebody."""
    with month.database.reading() as session:
        return support_list.listing(session, month.kit, who(month, by), month.at(at))[0]


def text(month: Month, key: str, at: str) -> str:
    """What a message says."""
    with month.database.reading() as session:
        message = month.message(session, key, at)
    assert isinstance(message, Message)
    return message.text


def test_a_request_that_waits_is_shown_to_the_liaison_and_says_so_once_it_is_answered(month: Month) -> None:
    told(month)
    month.go_to("2026-10-05 09:00")
    key = f"{WAITING}:{month.cast.organizations['cedar']}:{month.cast.people['lena']}"
    with month.database.reading() as session:
        shown = session.exec(select(Delivery).where(col(Delivery.key) == key)).one()
        assert (shown.state, shown.due_at) == (DeliveryState.SENT, month.at("2026-10-05 09:00"))
    assert "1 request for help" in text(month, key, OFFERED)
    assert "A substitute for one day" in text(month, key, OFFERED)
    offer(month)
    assert f"{key}*" in month.send(OFFERED)
    assert "has been answered" in text(month, key, OFFERED)


def test_a_request_that_was_answered_in_time_troubles_no_liaison(month: Month) -> None:
    month.go_to("2026-09-01 08:00")
    month.go_to("2026-09-24 09:00")
    answer(month, "dana", "cedar 1.1.1", "2026-09-25 10:00", a2="A substitute for one day")
    offer(month, by="paula", at="2026-09-25 12:00")
    assert not [key for key in month.go_to("2026-10-06 09:00") if key.startswith(WAITING)]


def test_the_team_is_asked_once_some_weeks_later_and_who_helped_hears_of_it(month: Month) -> None:
    told(month)
    key = offer(month)
    question = f"support-follow-up:{key}:{month.cast.people['dana']}"
    assert question not in month.go_to("2026-10-26 18:00")
    assert question in month.go_to(ASKED_HOW)
    assert "How did it go?" in text(month, question, ASKED_HOW)
    form = RatingForm(AsIntended.YES, "Mornings fit best", "Two teachers watched each other", Helped.A_LOT)
    assert "Who helped hears of it" in rate(month, key, form)
    kept = row(month, key)
    assert (kept.helped, kept.used_words, kept.rated_on) == (Helped.A_LOT, form.used, date(2026, 10, 27))
    assert (kept.given_on, kept.given_by_id) == (date(2026, 10, 5), month.cast.people["lena"])
    assert kept.rated_by_id == month.cast.people["dana"]
    sent = month.send("2026-10-27 11:01")
    assert f"{question}*" in sent
    (thanks,) = [one for one in sent if one.startswith("support-rated")]
    said = text(month, thanks, "2026-10-27 11:01")
    assert "it helped a lot" in said
    assert "Two teachers watched each other" in said
    assert not [one for one in month.go_to("2026-11-20 10:00") if "follow-up" in one]


def test_help_that_has_not_come_is_asked_for_again(month: Month) -> None:
    told(month)
    key = offer(month)
    month.go_to(ASKED_HOW)
    assert "open again" in rate(month, key, RatingForm(AsIntended.NOT_YET))
    kept = row(month, key)
    assert (kept.offered_on, kept.offered_words, kept.rated_on) == (None, "A substitute on Tuesdays", None)
    sent = month.send("2026-10-27 11:01")
    (again,) = [one for one in sent if one.startswith("support-asked")]
    assert "A substitute for one day" in text(month, again, "2026-10-27 11:01")
    month.go_to("2026-10-30 16:05")
    with month.database.reading() as session:
        rules = session.exec(select(Flag.rule).where(col(Flag.cleared_on).is_(None))).all()
    assert RuleName.UNSUPPORTED in rules, "it has waited for a month after all"


def test_giving_is_told_by_those_who_help_and_rating_by_those_who_were_helped(month: Month) -> None:
    told(month)
    key = offer(month)
    at = month.at("2026-10-20 11:00")
    with month.database.begin() as session, pytest.raises(Refusal, match="not_close"):
        support.give(session, month.kit, who(month, "omar"), key, "x", None, at)
    with month.database.begin() as session, pytest.raises(Refusal, match="not_yet_given"):
        support.give(session, month.kit, who(month, "lena"), key, "x", date(2026, 10, 21), at)
    assert "*Promised" not in listing(month, "omar")
    assert "A substitute on Tuesdays" in listing(month, "lena")
    with month.database.begin() as session:
        support.give(session, month.kit, who(month, "lena"), key, "Two Tuesdays", date(2026, 10, 13), at)
    kept = row(month, key)
    assert (kept.given_on, kept.given_words) == (date(2026, 10, 13), "Two Tuesdays")
    assert "A substitute on Tuesdays" in listing(month, "marcus"), "a member of the team can say how it went"
    with pytest.raises(Refusal, match="not_received"):
        rate(month, key, RatingForm(AsIntended.YES, helped=Helped.SOME), by="lena")
    rate(month, key, RatingForm(AsIntended.PARTLY, helped=Helped.SOME), by="marcus")
    assert row(month, key).given_on == date(2026, 10, 13)
    assert "A substitute on Tuesdays" not in listing(month, "marcus")


def test_the_same_offer_sent_twice_is_one(month: Month) -> None:
    told(month)
    assert offer(month) == offer(month, at="2026-10-05 11:01")
    with month.database.reading() as session:
        assert len(session.exec(select(Support)).all()) == 1


def test_help_that_was_there_already_is_given_at_once(month: Month) -> None:
    told(month)
    kept = row(month, offer(month, is_given=True))
    assert (kept.offered_on, kept.given_on) == (date(2026, 10, 5), date(2026, 10, 5))


def test_what_followed_is_told_as_seen_side_by_side(month: Month) -> None:
    told(month)
    offer(month, is_given=True)
    assert "side by side" not in listing(month, "lena", OFFERED)
    month.go_to("2026-10-27 09:00")
    with month.database.begin() as session:
        check_in = month.check_in(session, "cedar 1.1.1", "2026-10")
        moment = month.at("2026-10-28 10:00")
        checkin.all_on_track(session, month.kit, who(month, "dana"), check_in.id, 0, moment)
    said = listing(month, "lena", "2026-11-02 10:00")
    assert "back on track afterwards: 1 of 1 (100%)" in said
    assert "what caused what" in said


def test_what_is_asked_again_next_month_is_listed_once_in_its_newest_words(month: Month) -> None:
    told(month)
    month.go_to("2026-10-27 09:00")
    answer(month, "dana", "cedar 1.1.1", "2026-10-28 10:00", period="2026-10", a2="Two substitutes")
    with month.database.reading() as session:
        cedar = month.cast.organizations["cedar"]
        (one,) = figures.open_requests(session, month.cast.workspace_id, [cedar])
        assert (one.asked_words, one.asked_on) == ("Two substitutes", date(2026, 9, 25))
    offer(month, at="2026-10-29 10:00")
    with month.database.reading() as session:
        assert figures.open_requests(session, month.cast.workspace_id, [cedar]) == []
        assert len(session.exec(select(Support).where(col(Support.offered_on).is_not(None))).all()) == 2
    assert listing(month, "lena", "2026-10-29 11:00").count("A substitute on Tuesdays") == 1
