"""The digest as a principal meets it: in her channel, in its thread, and when she asks for it."""

from __future__ import annotations

from bot.sandbox.person import Message
from tests.blockkit import words_of
from tests.listeners.months import settle, tell_september
from tests.town import Town


def digest_of(town: Town) -> Message:
    """The digest in Cedar Grove's leadership channel."""
    (digest,) = [
        one
        for one in town.person("paula").messages("C0CEDAR")
        if one.thread_ts is None or one.thread_ts == one.ts
    ]
    return digest


async def test_it_arrives_with_its_picture_and_a_reply_for_each_item(town: Town) -> None:
    await tell_september(town)
    paula = town.person("paula")
    digest = digest_of(town)
    assert "Cedar Grove Elementary: September 2026" in digest.text
    (image,) = [block for block in digest.blocks if block["type"] == "image"]
    assert "on time" in image["alt_text"]
    assert image["slack_file"]
    thread = paula.thread(digest)[1:]
    assert [one.text.split(" ")[0] for one in thread] == ["*1.1.1.2", "*1.1.1.1", "*1.1.2"]
    (behind,) = [one for one in thread if "1.1.1.2" in one.text]
    assert "names staffing as the cause" in words_of(behind.blocks)


async def test_a_line_opens_and_everything_can_be_seen(town: Town) -> None:
    await tell_september(town)
    paula = town.person("paula")
    line = f"line:{town.cast.actions['cedar 1.1.1.2']}"
    await paula.click(digest_of(town), "digest.open_line", block_id=line)
    await paula.until(lambda: paula.modal is not None)
    assert paula.modal is not None
    assert "Set up a shared data board" in words_of(paula.modal["blocks"])


async def test_the_command_shows_it_to_one_person_alone(town: Town) -> None:
    (none_yet,) = await town.person("paula").command("/milepost digest")
    assert "has no digest yet" in none_yet.text
    await tell_september(town)
    (own,) = await town.person("omar").command("/milepost digest")
    assert own.ephemeral
    assert "*Check-ins:* 1 of 2 on time and 1 without an answer yet" in words_of(own.blocks)
    (other,) = await town.person("lena").command("/milepost digest harbor")
    assert "Harbor Middle School" in other.text
    (refused,) = await town.person("dana").command("/milepost digest harbor")
    assert "no school “harbor” among yours" in refused.text


async def test_more_questions_are_others_than_those_in_the_thread(town: Town) -> None:
    await tell_september(town)
    paula = town.person("paula")
    (behind,) = [one for one in paula.thread(digest_of(town))[1:] if "1.1.1.2" in one.text]
    await paula.click(behind, "lag.more_questions")
    await paula.until(lambda: paula.modal is not None)
    assert paula.modal is not None
    more = [block for block in paula.modal["blocks"] if "Because" in words_of(block)]
    asked = [block for block in behind.blocks if "Because" in words_of(block)]
    assert more
    assert not {words_of(one).split("\n")[0].strip("*") for one in more} & {
        words_of(one).split("\n")[0] for one in asked
    }


async def test_an_adjustment_moves_the_date_tells_the_team_and_corrects_the_digest(town: Town) -> None:
    await tell_september(town)
    paula, dana = town.person("paula"), town.person("dana")
    (behind,) = [one for one in paula.thread(digest_of(town))[1:] if "1.1.1.2" in one.text]
    await paula.click(behind, "lag.adjust")
    await paula.until(lambda: paula.modal is not None)
    await paula.click_view("adjust.choice", "date", "choice")
    await town.quiet()
    said = {
        "why": "Two positions are open",
        "cause": "staffing",
        "cause_words": "Nobody has applied",
        "decided": [town.cast.slack("paula"), town.cast.slack("dana")],
    }
    refused = await paula.submit(said | {"new_date": "2026-09-04"})
    assert refused.errors == {"new_date": "That day has passed. Pick a day from today on."}
    done = await paula.submit(said | {"new_date": "2026-12-04"})
    assert done.errors == {}
    await settle(town)
    assert "now due Friday, December 4" in words_of((await shown(town)).blocks)
    thread = dana.thread(dana.messages()[0])[1:]
    assert "Paula Reyes* recorded an adjustment" in thread[-1].text
    assert "December 4" in thread[-1].text
    assert "Paula Reyes recorded an adjustment for 1.1.1.2" in words_of(digest_of(town).blocks)


async def shown(town: Town) -> Message:
    """The reply about the action that is behind, as it is now."""
    paula = town.person("paula")
    (behind,) = [one for one in paula.thread(digest_of(town))[1:] if "1.1.1.2" in one.text]
    return behind


async def test_support_is_offered_and_answers_the_request(town: Town) -> None:
    await tell_september(town)
    paula = town.person("paula")
    await paula.click(await shown(town), "lag.support")
    await paula.until(lambda: paula.modal is not None)
    assert paula.modal is not None
    assert "A substitute for a day" in words_of(paula.modal["blocks"])
    done = await paula.submit({"who": town.cast.slack("lena"), "what": "A substitute on Tuesdays"})
    assert done.errors == {}
    await settle(town)
    assert "Lena Ortiz offered: “A substitute on Tuesdays”" in words_of((await shown(town)).blocks)
    assert "*Help asked for*" not in words_of(digest_of(town).blocks)
    dana = town.person("dana")
    assert "Lena Ortiz* offers help" in dana.thread(dana.messages()[0])[-1].text


async def test_a_team_member_without_a_leading_role_is_told_kindly(town: Town) -> None:
    await tell_september(town)
    omar = town.person("omar")
    await omar.click(await shown(town), "lag.adjust")
    await town.quiet()
    said = [one for one in omar.messages("C0CEDAR") if one.ephemeral]
    assert "leadership team or a coach" in said[-1].text
    assert omar.modal is None
