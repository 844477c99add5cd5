"""Help and changes of course as people meet them: on the desk, by command, in the thread."""

from __future__ import annotations

from tests.blockkit import words_of
from tests.listeners.months import settle, tell_september
from tests.town import Town


async def test_a_liaison_offers_help_from_her_desk_and_the_team_says_how_it_went(town: Town) -> None:
    await tell_september(town)
    lena, dana = town.person("lena"), town.person("dana")
    await lena.open_home()
    await lena.until(lambda: lena.home is not None)
    assert lena.home is not None
    assert "A substitute for a day" in words_of(lena.home["blocks"])
    await lena.click_home("support.offer")
    await lena.until(lambda: lena.modal is not None)
    done = await lena.submit({"who": town.cast.slack("lena"), "what": "A substitute on Tuesdays"})
    assert done.errors == {}
    await town.go_to("2026-10-23 10:05")
    await settle(town)
    question = dana.thread(dana.messages()[0])[-1]
    assert "How did it go?" in question.text
    await dana.click(question, "support.rate")
    await dana.until(lambda: dana.modal is not None)
    refused = await dana.submit({"intended": "yes"})
    assert refused.errors == {"helped": "Please choose how much it helped."}
    said = await dana.submit({"intended": "yes", "helped": "a_lot", "used": "Watching each other teach"})
    assert said.errors == {}
    await settle(town)
    assert "Thank you for saying" in dana.thread(dana.messages()[0])[-1].text
    assert any("it helped a lot" in one.text for one in lena.messages())
    (listed,) = await lena.command("/milepost support")
    assert "No request for help is waiting" in words_of(listed.blocks)


async def test_the_form_for_a_change_of_course_follows_its_first_choice(town: Town) -> None:
    await tell_september(town)
    paula = town.person("paula")
    await paula.command("/milepost adjust")
    await paula.until(lambda: paula.modal is not None)
    await paula.click_view("adjust.pick", f"action:{town.cast.actions['cedar 1.1.1.2']}")
    await paula.until(
        lambda: paula.modal is not None and "Set up a shared" in words_of(paula.modal["blocks"])
    )
    await paula.click_view("adjust.choice", "output", "choice")
    await town.quiet()
    assert paula.modal is not None
    fields = [block["block_id"] for block in paula.modal["blocks"] if block["type"] == "input"]
    assert fields == ["choice", "outputs", "cause", "cause_words", "why", "decided"]
    done = await paula.submit(
        {"outputs": "A wall of cards", "cause_words": "No devices", "why": "Paper works today"}
    )
    assert done.errors == {}
    assert paula.modal is not None
    assert "One name stands under this decision" in words_of(paula.modal["blocks"])
    await settle(town)
    dana = town.person("dana")
    assert "What will be there: A wall of cards" in dana.thread(dana.messages()[0])[-1].text


async def test_a_milestone_is_given_to_another_team_from_the_digests_thread(town: Town) -> None:
    await tell_september(town)
    paula = town.person("paula")
    digest = next(one for one in paula.messages("C0CEDAR") if "September 2026" in one.text)
    (silent,) = [one for one in paula.thread(digest)[1:] if one.text.startswith("*1.1.2")]
    await paula.click(silent, "lag.adjust")
    await paula.until(lambda: paula.modal is not None)
    await paula.click_view("adjust.choice", "team", "choice")
    await town.quiet()
    assert paula.modal is not None
    fields = [block["block_id"] for block in paula.modal["blocks"] if block["type"] == "input"]
    assert fields == ["choice", "team", "cause", "cause_words", "why", "decided"]
    reason = {"cause": "time", "cause_words": "Too much at once", "why": "Reading meets weekly"}
    done = await paula.submit({**reason, "team": str(town.cast.teams["reading"])})
    assert done.errors == {}
    assert "Lena Ortiz hears of it too." in words_of(paula.modal["blocks"])
    await settle(town)
    assert "now with Reading team" in town.person("lena").messages()[-1].text
    assert "adjustment" in next(one for one in paula.messages("C0CEDAR") if one.ts == digest.ts).text


async def test_people_say_what_they_know_and_others_find_them(town: Town) -> None:
    carla = town.person("carla")
    await carla.command("/milepost expert")
    await carla.until(lambda: carla.modal is not None)
    done = await carla.submit({"practices": ["3a", "4c"]})
    assert done.errors == {}
    (found,) = await town.person("paula").command("/milepost practice 3a")
    assert "<@U0CARL>" in words_of(found.blocks)
    (none,) = await town.person("paula").command("/milepost expert 9z")
    assert "not a practice that I know" in none.text
