"""Commands, desk and alerts as people meet them in Slack."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from storage.tables import Organization, Person
from storage.vocabulary import OrganizationKind
from tests.blockkit import words_of
from tests.listeners.months import settle, tell_september
from tests.town import Town


async def test_help_is_short_and_knows_more_and_what_was_meant(town: Town) -> None:
    dana = town.person("dana")
    (everything,) = await dana.command("/milepost help")
    assert everything.ephemeral
    for word in (
        *("checkin", "status", "digest", "coach", "adjust", "support", "expert"),
        *("subscribe", "unsubscribe", "subscriptions"),
    ):
        assert f"`/milepost {word}`" in words_of(everything.blocks)
    assert len(words_of(everything.blocks).split()) < 180
    (alone,) = await dana.command("/milepost")
    assert words_of(alone.blocks) == words_of(everything.blocks)
    (one,) = await dana.command("/milepost help coach")
    assert "says why it was chosen" in one.text
    (typo,) = await dana.command("/milepost help coahc")
    assert "Did you mean `/milepost help coach`?" in words_of(typo.blocks)
    (unknown,) = await dana.command("/milepost subscrbe")
    assert "Did you mean `/milepost subscribe`?" in unknown.text


async def test_every_command_of_the_help_is_answered(town: Town) -> None:
    lena = town.person("lena")
    for word in ("checkin", "status", "digest", "coach", "subscriptions", "unsubscribe"):
        (answer,) = await lena.command(f"/milepost {word}")
        assert "I don't know" not in answer.text, word


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("staffing", "names staffing as the cause|cause named is staffing"),
        ("monitor", "monitor and adjust"),
        ("implement the team never finds time to meet", "“the team never finds time to meet”"),
    ],
)
async def test_coach_finds_questions_and_says_why(town: Town, typed: str, said: str) -> None:
    (answer,) = await town.person("carla").command(f"/milepost coach {typed}")
    words = words_of(answer.blocks)
    assert any(one in words for one in said.split("|"))
    assert words.count("_Because") in (1, 3), "a reason that all questions share is said once"


@pytest.mark.parametrize(
    "typed", ["new teachers keep leaving", "turnover", "they quit", "quitting early", "teacher retention"]
)
async def test_coach_hears_staffing_in_what_people_say_of_it(town: Town, typed: str) -> None:
    (answer,) = await town.person("carla").command(f"/milepost coach {typed}")
    words = words_of(answer.blocks)
    assert f"about “{typed}”" in words
    assert "staffing" in words
    assert "nothing that fits" not in words


async def test_coach_says_when_nothing_fits_the_words(town: Town) -> None:
    carla = town.person("carla")
    (answer,) = await carla.command("/milepost coach purple zebras")
    words = words_of(answer.blocks)
    assert "nothing that fits “purple zebras”. Here are questions that are good to ask at any time" in words
    assert "about “purple zebras”" not in words
    assert "_Because" not in words
    (partly,) = await carla.command("/milepost coach staffing purple zebras")
    words = words_of(partly.blocks)
    assert "about staffing" in words
    assert "nothing that fits “purple zebras”. These fit the rest of what you asked for" in words


async def test_coach_opens_a_form_filled_with_what_was_typed(town: Town) -> None:
    carla = town.person("carla")
    (answer,) = await carla.command("/milepost coach staffing nobody applies")
    await carla.click(answer, "coach.refine")
    await carla.until(lambda: carla.modal is not None)
    assert carla.modal is not None
    sent = await carla.submit({"phase": "monitor", "who": "leadership"})
    assert sent.errors == {}
    assert sent.view is not None
    assert "staffing" in words_of(sent.view["blocks"])
    assert "“nobody applies”" in words_of(sent.view["blocks"])


async def test_a_liaison_follows_hears_acknowledges_and_stops(town: Town) -> None:
    lena = town.person("lena")
    await lena.command("/milepost subscribe")
    await lena.until(lambda: lena.modal is not None)
    sent = await lena.submit({"organization": str(town.cast.organizations["lincoln"]), "severity": "concern"})
    assert sent.view is not None
    assert "You now follow Lincoln County Schools" in words_of(sent.view["blocks"])
    await tell_september(town)
    (alert,) = [one for one in lena.messages() if "News from" in one.text]
    assert "because you follow Lincoln County Schools" in alert.text
    assert "1.1.1.2" in alert.text
    await lena.click(alert, "alert.acknowledge")
    await settle(town)
    (alert,) = [one for one in lena.messages() if "News from" in one.text]
    assert "You acknowledged this" in words_of(alert.blocks)
    await lena.close(everything=True)
    await lena.click(alert, "alert.snooze")
    await lena.until(lambda: lena.modal is not None)
    wrong = await lena.submit({"when": "2026-09-30"})
    assert wrong.errors == {"when": "Choose a day after today, within half a year."}
    assert "nothing more of this before" in str((await lena.submit({"when": "2026-10-12"})).view)
    await lena.close(everything=True)
    await lena.click(alert, "alert.why")
    await lena.until(lambda: lena.modal is not None)
    assert "You hear right away when something lags at *Lincoln County Schools*" in str(lena.modal)
    assert "rated “Needs attention”" in str(lena.modal)
    await lena.click_view("alert.stop")
    await lena.until(lambda: "You don't follow Lincoln County Schools this way" in str(lena.modals))
    (none,) = await lena.command("/milepost subscriptions")
    assert "You don't follow anything yet" in words_of(none.blocks)


async def test_an_alert_leads_to_an_offer_of_help(town: Town) -> None:
    lena = town.person("lena")
    (said,) = await lena.command("/milepost subscribe lincoln county schools, at once")
    assert "You hear right away when something lags at *Lincoln County Schools*" in said.text
    await tell_september(town)
    (alert,) = [one for one in lena.messages() if "News from" in one.text]
    await lena.click(alert, "alert.help")
    await lena.until(lambda: lena.modal is not None)
    action = str(town.cast.actions["cedar 1.1.1.2"])
    if "Which action" in str(lena.modal):
        sent = await lena.submit({"item": action})
        assert sent.errors == {}
    assert "1.1.1.2" in str(lena.modal)
    sent = await lena.submit({"what": "Two mornings a week"})
    assert sent.errors == {}
    await settle(town)
    (alert,) = [one for one in lena.messages() if "News from" in one.text]
    assert "Lena Ortiz has offered help" in alert.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("harbor when silent, once a week", "You hear once a week when a team does not check in at *Harbor"),
        (
            "urgent, 3a, CEDAR, first time",
            "at *Cedar Grove Elementary*, practice 3a, from “Needs help now” up",
        ),
        ("help asked for, quiet 6 pm to 7 am", "but never between 6:00 PM and 7:00 AM"),
        ("cedar grove, domain 3, daily", "domain 3, from “Needs attention” up"),
        ("everything about purple zebras", "I don't know what to make of “purple zebras”"),
        ("urgent and worth watching", "“worth watching” and “urgent” don't go together"),
        ("cedar, quiet 6 to 7", "Please say am or pm"),
        ("lincoln in #nowhere", "I can't tell which channel #\u2060nowhere is"),
    ],
)
async def test_words_are_understood_or_named(town: Town, typed: str, said: str) -> None:
    (answer,) = await town.person("lena").command(f"/milepost subscribe {typed}")
    assert said in answer.text
    assert ("for instance" in answer.text) is ("You now follow" not in answer.text)


async def test_among_many_schools_one_types_a_part_of_the_name(town: Town) -> None:
    with town.database.begin() as session:
        for number in range(150):
            name = f"{'Maple' if number % 2 else 'Birch'} Street School {number}"
            session.add(
                Organization(
                    workspace_id=town.cast.workspace_id,
                    parent_id=town.cast.organizations["lincoln"],
                    kind=OrganizationKind.SCHOOL,
                    code=f"S{number}",
                    name=name,
                )
            )
    lena = town.person("lena")
    await lena.command("/milepost subscribe")
    await lena.until(lambda: lena.modal is not None)
    found = await lena.suggest("subscription.place", "maple street school 14")
    assert [one["text"]["text"] for one in found] == [
        f"Maple Street School {number}" for number in (141, 143, 145, 147, 149)
    ]
    sent = await lena.submit({"organization": found[0]["value"], "topic": "silent"})
    assert "when a team does not check in at *Maple Street School 141*" in str(sent.view)


async def test_a_channel_is_told_where_both_are_in_it(town: Town) -> None:
    paula, lena = town.person("paula"), town.person("lena")
    (fine,) = await paula.command("/milepost subscribe cedar in #cedar-leadership")
    assert "<#C0CEDAR> hears right away" in fine.text
    (stranger,) = await lena.command("/milepost subscribe cedar in #cedar-leadership")
    assert "You are not in that channel yourself" in stranger.text
    await paula.click(fine, "subscription.edit")
    await paula.until(lambda: paula.modal is not None)
    await paula.click_view("subscription.channel", "C0FAMILY", "channel")
    await paula.until(lambda: "Milepost can write to <#C0FAMILY>" in str(paula.modal))
    sent = await paula.submit({"cadence": "daily", "quiet_from": "18:00", "channel": "C0FAMILY"})
    assert sent.errors == {"quiet_until": "Quiet hours need a beginning and an end."}
    sent = await paula.submit({"cadence": "daily", "quiet_from": "18:00", "quiet_until": "07:00"})
    assert "<#C0FAMILY> hears once a day when something lags" in str(sent.view)


async def test_a_teachers_desk_answers_in_one_click(town: Town) -> None:
    await town.go_to("2026-09-25 09:00")
    await town.quiet()
    dana = town.person("dana")
    await dana.open_home()
    await dana.until(lambda: dana.home is not None)
    assert dana.home is not None
    words = words_of(dana.home["blocks"])
    assert "*1.1.1* All K-2 classrooms run small-group reading" in words
    assert "1.1.1.1 Train K-2 teachers in running records · not started, due Friday, October 30" in words
    await dana.click_home("home.on_track")
    await dana.until(lambda: "No check-in waits for you" in words_of((dana.home or {})["blocks"]))


async def test_the_desk_opens_the_report(town: Town) -> None:
    await town.go_to("2026-09-25 09:00")
    await town.quiet()
    dana = town.person("dana")
    await dana.open_home()
    await dana.until(lambda: dana.home is not None)
    await dana.click_home("home.checkin")
    await dana.until(lambda: dana.modal is not None)


async def test_a_liaisons_desk_shows_schools_side_by_side(town: Town) -> None:
    await tell_september(town)
    lena = town.person("lena")
    await lena.open_home()
    await lena.until(lambda: lena.home is not None)
    assert lena.home is not None
    words = words_of(lena.home["blocks"])
    assert "*Your schools, side by side*" in words
    line = "Within their dates: 6 of 6 (100%)\nCheck-ins in time: 1 of 2 (50%)"
    assert "*Cedar Grove Elementary*\nSeptember: 3 items need a look" in words
    assert line in words
    assert "*Harbor Middle School*" in words
    assert "Waiting for you" not in words  # a liaison is in no team
    (status,) = await lena.command("/milepost status")
    assert "*Cedar Grove Elementary*\nSeptember: " in words_of(status.blocks)


async def test_days_away_are_checked_kept_and_taken_back(town: Town) -> None:
    dana = town.person("dana")
    await dana.open_home()
    await dana.until(lambda: dana.home is not None)
    await dana.click_home("home.away")
    await dana.until(lambda: dana.modal is not None)
    wrong = await dana.submit({"first_day": "2026-09-25", "last_day": "2026-09-20"})
    assert wrong.errors == {"last_day": "The last day comes before the first one."}
    kept = await dana.submit({"first_day": "2026-09-21", "last_day": "2026-09-25"})
    assert kept.errors == {}
    await dana.until(
        lambda: "You are away from Monday, September 21" in words_of((dana.home or {})["blocks"])
    )
    await dana.close(everything=True)
    await dana.click_home("home.back")
    await dana.until(lambda: "Tell me when you are away" in words_of((dana.home or {})["blocks"]))


async def test_somebody_unknown_is_welcomed_and_told_what_to_do(town: Town) -> None:
    with town.database.begin() as session:
        gone = session.exec(select(Person).where(col(Person.name) == "Ben Castillo")).one()
        gone.slack_user_id, gone.email = None, "somebody.else@lincoln.example"
        session.add(gone)
    ben = town.person("ben")
    await ben.open_home()
    await ben.until(lambda: ben.home is not None)
    assert ben.home is not None
    assert "Ada Moreau can add you" in words_of(ben.home["blocks"])
    (answer,) = await ben.command("/milepost subscribe")
    assert "I don't know you yet" in answer.text
