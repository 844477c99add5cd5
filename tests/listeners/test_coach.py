"""Coaching in Slack: a question is found, put to a team, answered, saved, and made part of feedback."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.catalogue import Catalogue
from bot.sandbox.person import Message, Person
from storage.vocabulary import Audience
from tests.blockkit import words_of
from tests.listeners.months import settle, tell_september
from tests.town import Town

BEHIND = "1.1.1.2"


def values(message: Message, act: str) -> list[dict[str, Any]]:
    """What the buttons of one kind carry."""
    return [
        json.loads(element["value"])
        for block in message.blocks
        for element in (*block.get("elements", ()), block.get("accessory") or {})
        if element.get("action_id") == act
    ]


def first(message: Message, act: str = "coach.save") -> str:
    """The block of the first question that offers something."""
    return next(
        str(block["block_id"])
        for block in message.blocks
        if block["block_id"].startswith("question:") and act in json.dumps(block)
    )


async def coached(town: Town, who: str, typed: str) -> tuple[Person, Message]:
    """What somebody gets for `/milepost coach ...`."""
    person = town.person(who)
    (answer,) = await person.command(f"/milepost coach {typed}".strip())
    return person, answer


@pytest.mark.parametrize(
    ("who", "typed", "about"),
    [
        ("paula", BEHIND, "is behind schedule"),
        ("carla", f"cedar {BEHIND}", "is behind schedule"),
        ("carla", "cedar", "Cedar Grove"),
        ("lena", "Cedar Grove Elementary", "Cedar Grove"),
        ("carla", "", "good to ask at any time"),
    ],
)
async def test_an_action_and_a_school_bring_what_is_known_of_them(
    town: Town, who: str, typed: str, about: str
) -> None:
    await tell_september(town)
    _, answer = await coached(town, who, typed)
    assert about in words_of(answer.blocks)
    assert len(values(answer, "coach.save")) == 3


async def test_a_number_that_several_schools_have_asks_for_the_school(town: Town) -> None:
    _, answer = await coached(town, "lena", "1.1.1.1")
    assert "Put the school first" in answer.text
    _, unknown = await coached(town, "lena", "9.9.9")
    assert "I find no milestone or action 9.9.9" in unknown.text


async def test_others_take_their_place_until_all_were_seen(town: Town) -> None:
    carla, answer = await coached(town, "carla", "staffing")
    shown = {value["question"] for value in values(answer, "coach.save")}
    await carla.click(answer, "coach.another")
    await town.quiet()
    (again,) = [one for one in carla.messages(answer.channel) if one.ts == answer.ts]
    second = {value["question"] for value in values(again, "coach.save")}
    assert len(second) == 3
    assert not shown & second


async def test_a_team_is_asked_in_its_thread_and_followed_until_it_answers(town: Town) -> None:
    await tell_september(town)
    paula, dana = town.person("paula"), town.person("dana")
    _, answer = await coached(town, "paula", BEHIND)
    await paula.click(answer, "coach.ask", block_id=first(answer, "coach.ask"))
    await paula.until(lambda: paula.modal is not None)
    await paula.submit({"words": "You did so much in *August*."})
    await settle(town)
    prompt, question = asked(town)
    assert question.thread_ts == prompt.ts
    said = words_of(question.blocks)
    assert "Paula Reyes asks you all about 1.1.1.2" in said
    assert "You did so much in" in said
    await town.go_to("2026-10-07 12:00")
    reminders = [one for one in dana.thread(prompt) if "still waits for you" in one.text]
    assert len(reminders) == 1
    await dana.click(question, "coach.answer")
    await dana.until(lambda: dana.modal is not None)
    refused = await dana.submit({"words": "  "})
    assert refused.errors == {"words": "Please fill this in."}
    await dana.submit({"words": "We ask <!channel> for a substitute."})
    await settle(town)
    _, after = asked(town)
    assert "Dana Whitfield answered: We ask &lt;!channel&gt; for a substitute." in words_of(after.blocks)
    told = [one.text for one in paula.messages() if "answered your question about 1.1.1.2" in one.text]
    assert len(told) == 1


def asked(town: Town) -> tuple[Message, Message]:
    """The reading team's prompt, and the question in its thread."""
    dana = town.person("dana")
    for prompt in dana.messages():
        for reply in dana.thread(prompt)[1:]:
            if "coach.answer" in json.dumps(reply.blocks) and "waits" not in reply.text:
                return prompt, reply
    raise AssertionError("no question stands in a thread of the team")


async def test_a_question_asked_of_a_team_does_not_come_again_for_it(town: Town) -> None:
    await tell_september(town)
    paula, answer = await coached(town, "paula", BEHIND)
    (asked_now, *_) = values(answer, "coach.ask")
    await paula.click(answer, "coach.ask", block_id=first(answer, "coach.ask"))
    await paula.until(lambda: paula.modal is not None)
    await paula.submit({})
    _, later = await coached(town, "paula", BEHIND)
    assert asked_now["question"] not in {value["question"] for value in values(later, "coach.ask")}


async def test_who_is_not_of_the_school_cannot_ask_its_team(town: Town) -> None:
    _, answer = await coached(town, "ben", BEHIND)
    assert "I find no" in answer.text or "Harbor" in words_of(answer.blocks)
    _, own = await coached(town, "omar", f"cedar {BEHIND}")
    omar = town.person("omar")
    await omar.click(own, "coach.ask", block_id=first(own, "coach.ask"))
    await omar.until(lambda: omar.modal is not None)
    await omar.submit({})
    await town.quiet()
    assert "those who lead or coach this school" in json.dumps(omar.modal or {}) + " ".join(
        one.text for one in omar.messages()
    )


async def test_saved_questions_stand_on_the_desk_until_they_are_put_away(town: Town) -> None:
    carla, answer = await coached(town, "carla", "staffing")
    await carla.click(answer, "coach.save", block_id=first(answer))
    await carla.click(answer, "coach.save", block_id=first(answer))
    await carla.open_home()
    await carla.until(
        lambda: carla.home is not None and "Questions that you keep" in words_of(carla.home["blocks"])
    )
    assert carla.home is not None
    assert json.dumps(carla.home["blocks"]).count("coach.drop") == 1
    await carla.click_home("coach.drop")
    await carla.until(
        lambda: carla.home is not None and "Questions that you keep" not in words_of(carla.home["blocks"])
    )


@pytest.mark.parametrize("choice", ["post", "keep"])
async def test_feedback_is_posted_or_kept(town: Town, choice: str) -> None:
    await tell_september(town)
    carla, answer = await coached(town, "carla", f"cedar {BEHIND}")
    await carla.click(answer, "coach.feedback")
    await carla.until(lambda: carla.modal is not None)
    form = {
        "strength": "You share your data.",
        "next_aspect": "Pick one group to begin with.",
        "look_for": "A list with one group.",
        "choice": choice,
    }
    await carla.submit(form)
    await settle(town)
    posted = [one for one in town.person("dana").messages() if "Feedback from Carla Brandt" in one.text]
    dana = town.person("dana")
    posted += [
        reply
        for prompt in dana.messages()
        for reply in dana.thread(prompt)[1:]
        if "Feedback from Carla Brandt" in reply.text
    ]
    assert bool(posted) is (choice == "post")
    if posted:
        assert "*What I will look for:* A list with one group." in posted[0].text
    await carla.open_home()
    await carla.until(lambda: carla.home is not None)
    assert carla.home is not None
    assert ("Feedback that you keep" in words_of(carla.home["blocks"])) is (choice == "keep")


async def test_who_leads_the_talk_finds_notes_for_before_and_during_it(town: Town) -> None:
    carla, answer = await coached(town, "carla", "needs")
    _, prepared = await coached(town, "carla", "prepare")
    bank = Catalogue.load()
    said = words_of(prepared.blocks)
    assert all(one.text in said for one in (*bank.preparation, *bank.techniques))
    await carla.click(answer, "coach.notes")
    await carla.until(lambda: carla.modal is not None)
    assert carla.modal is not None
    assert words_of(carla.modal["blocks"]) == said
    _, own = await coached(town, "ben", "needs")
    assert "coach.notes" not in json.dumps(own.blocks), "a team member leads no talk"


async def test_only_questions_worded_for_a_team_are_offered_to_one(town: Town) -> None:
    await tell_september(town)
    carla, answer = await coached(town, "carla", f"cedar {BEHIND} direction")
    bank = Catalogue.load().by_id
    shown = [one["question"] for one in values(answer, "coach.save")]
    for_team = [one for one in shown if Audience.TEAM in bank[one].audience]
    assert len(for_team) < len(shown)
    assert [one["question"] for one in values(answer, "coach.ask")] == for_team
    await carla.click(answer, "coach.for_team")
    await town.quiet()
    (again,) = [one for one in carla.messages(answer.channel) if one.ts == answer.ts]
    offered = [one["question"] for one in values(again, "coach.ask")]
    assert offered
    assert all(Audience.TEAM in bank[one].audience for one in offered)


async def test_feedback_that_was_kept_is_posted_later_and_once(town: Town) -> None:
    await tell_september(town)
    carla, answer = await coached(town, "carla", f"cedar {BEHIND}")
    await carla.click(answer, "coach.feedback")
    await carla.until(lambda: carla.modal is not None)
    said = {"strength": "You share.", "next_aspect": "One group.", "look_for": "A list."}
    await carla.submit({**said, "choice": "keep"})
    await carla.close(everything=True)
    await carla.open_home()
    await carla.until(lambda: "coach.post" in json.dumps(carla.home))
    desk = carla.home
    await carla.click_home("coach.post")
    await carla.until(lambda: carla.home is not desk and "coach.post" not in json.dumps(carla.home))
    await settle(town)
    dana = town.person("dana")
    heard = [one for prompt in dana.messages() for one in dana.thread(prompt) if "Feedback from" in one.text]
    assert len({one.ts for one in heard}) == 1


async def test_a_team_answers_by_typing_under_the_question(town: Town) -> None:
    await tell_september(town)
    paula, answer = await coached(town, "paula", BEHIND)
    await paula.click(answer, "coach.ask", block_id=first(answer, "coach.ask"))
    await paula.until(lambda: paula.modal is not None)
    await paula.submit({})
    await settle(town)
    dana = town.person("dana")
    prompt, question = asked(town)
    await dana.say(prompt.channel, "Good morning!")
    await settle(town)
    assert "answered" not in asked(town)[1].text, "what is said elsewhere answers nothing"
    await dana.say(prompt.channel, "We share <the list> & meet.", prompt.ts)
    await settle(town)
    _, after = asked(town)
    assert after.ts == question.ts
    assert "Dana Whitfield answered: We share &lt;the list&gt; &amp; meet." in words_of(after.blocks)
    await dana.say(prompt.channel, "Thanks!", prompt.ts)
    await settle(town)
    assert "Thanks!" not in words_of(asked(town)[1].blocks), "an answer stands until somebody changes it"
    told = [one.text for one in paula.messages() if "answered your question about 1.1.1.2" in one.text]
    assert len(told) == 1


async def test_in_a_channel_only_what_mentions_milepost_answers(town: Town) -> None:
    await tell_september(town)
    carla, answer = await coached(town, "carla", "cedar 1.1.2 implement collaboration")
    await carla.click(answer, "coach.ask", block_id=first(answer, "coach.ask"))
    await carla.until(lambda: carla.modal is not None)
    await carla.submit({})
    await settle(town)
    omar = town.person("omar")
    prompt, question = next(
        (one, reply)
        for one in omar.messages("C0FAMILY")
        for reply in omar.thread(one)[1:]
        if "coach.answer" in json.dumps(reply.blocks)
    )

    def shown() -> str:
        return next(words_of(one.blocks) for one in omar.thread(prompt) if one.ts == question.ts)

    await omar.say("C0FAMILY", "We talk on Fridays.", prompt.ts)
    await settle(town)
    assert "answered" not in shown()
    bot = town.server.bot_user_id
    await omar.say("C0FAMILY", f"<@{bot}> We talk on Fridays.", prompt.ts)
    await settle(town)
    assert "Omar Haddad answered: We talk on Fridays." in shown()
