"""Messages on their way: in order, with their replies, said anew, skipped, stopped."""

from __future__ import annotations

from datetime import timedelta

from storage.deliveries import freshen
from storage.vocabulary import DeliveryState
from tests.slack.notes import delivery, note_wish, send
from tests.town import Town


async def test_a_message_reaches_a_person_once(any_town: Town) -> None:
    dana = any_town.person("dana")
    wish = note_wish(
        any_town.cast.workspace_id, "hello", any_town.now, person_id=any_town.cast.people["dana"]
    )
    send(any_town.database, [wish], any_town.now)
    await any_town.beat()
    await any_town.beat()
    assert [message.text for message in dana.messages()] == ["hello"]
    stored = delivery(any_town.database, "hello")
    assert (stored.state, stored.sent, stored.doubtful) == (DeliveryState.SENT, 1, False)
    assert (stored.ts, stored.channel) == (dana.messages()[0].ts, dana.dm())
    assert stored.first_sent_at == any_town.now


async def test_messages_to_one_channel_keep_their_order(town: Town) -> None:
    texts = [f"line {number}" for number in range(25)]
    wishes = [note_wish(town.cast.workspace_id, text, town.now, channel="C0CEDAR") for text in texts]
    send(town.database, wishes, town.now)
    await town.beat()
    assert [message.text for message in town.person("paula").messages("C0CEDAR")] == texts


async def test_a_reply_follows_its_parent_into_the_thread(town: Town) -> None:
    workspace = town.cast.workspace_id
    send(town.database, [note_wish(workspace, "parent", town.now, channel="C0CEDAR")], town.now)
    parent = delivery(town.database, "parent")
    send(town.database, [note_wish(workspace, "reply", town.now, parent_id=parent.id)], town.now)
    await town.beat()
    paula = town.person("paula")
    top = paula.messages("C0CEDAR")[0]
    assert [message.text for message in paula.thread(top)] == ["parent", "reply"]


async def test_a_change_updates_the_message_where_it_stands(any_town: Town) -> None:
    workspace = any_town.cast.workspace_id
    wish = note_wish(workspace, "first", any_town.now, channel="C0CEDAR", about="check-in:7")
    send(any_town.database, [wish], any_town.now)
    await any_town.beat()
    before = any_town.person("paula").messages("C0CEDAR")[0]
    with any_town.database.begin() as session:
        freshen(session, workspace, "check-in:7", ["note"], any_town.now)
    await any_town.beat()
    assert [message.ts for message in any_town.person("paula").messages("C0CEDAR")] == [before.ts]
    assert len(any_town.bodies("chat.update")) == 1
    stored = delivery(any_town.database, "first")
    assert (stored.state, stored.wanted, stored.sent) == (DeliveryState.SENT, 2, 2)


async def test_what_no_longer_makes_sense_is_skipped_with_its_replies(town: Town) -> None:
    workspace = town.cast.workspace_id
    send(
        town.database,
        [note_wish(workspace, "old", town.now, channel="C0CEDAR", facts={"skip": True})],
        town.now,
    )
    parent = delivery(town.database, "old").id
    send(town.database, [note_wish(workspace, "reply", town.now, parent_id=parent)], town.now)
    await town.beat()
    await town.beat()
    for key in ("old", "reply"):
        stored = delivery(town.database, key)
        assert (stored.state, stored.reason) == (DeliveryState.SKIPPED, "no longer of interest")
    assert town.bodies("chat.postMessage") == []


async def test_a_message_that_cannot_be_composed_stops_alone(any_town: Town) -> None:
    workspace = any_town.cast.workspace_id
    wishes = [
        note_wish(workspace, "broken", any_town.now, channel="C0CEDAR", facts={"break": True}),
        note_wish(workspace, "whole", any_town.now, channel="C0CEDAR"),
    ]
    send(any_town.database, wishes, any_town.now)
    await any_town.beat()
    assert [message.text for message in any_town.person("paula").messages("C0CEDAR")] == ["whole"]
    stored = delivery(any_town.database, "broken")
    assert stored.state is DeliveryState.STOPPED
    assert stored.reason is not None
    assert "could not be put together" in stored.reason


async def test_an_archived_channel_stops_its_messages_and_says_why(town: Town) -> None:
    town.server.archive("C0CEDAR")
    wishes = [
        note_wish(town.cast.workspace_id, place, town.now, channel=place) for place in ("C0CEDAR", "C0HARBOR")
    ]
    send(town.database, wishes, town.now)
    await town.beat()
    stopped = delivery(town.database, "C0CEDAR")
    assert stopped.state is DeliveryState.STOPPED
    assert stopped.reason is not None
    assert "archived" in stopped.reason
    assert delivery(town.database, "C0HARBOR").state is DeliveryState.SENT


async def test_somebody_whose_account_is_closed_stops_nobody_else(town: Town) -> None:
    town.server.deactivate("U0DANA")
    people = town.cast.people
    wishes = [
        note_wish(town.cast.workspace_id, who, town.now, person_id=people[who]) for who in ("dana", "marcus")
    ]
    send(town.database, wishes, town.now)
    await town.beat()
    assert delivery(town.database, "dana").state is DeliveryState.STOPPED
    assert delivery(town.database, "marcus").state is DeliveryState.SENT


async def test_a_picture_is_uploaded_and_shown(town: Town) -> None:
    wish = note_wish(town.cast.workspace_id, "chart", town.now, channel="C0CEDAR", facts={"picture": True})
    send(town.database, [wish], town.now)
    await town.beat()
    shown = town.person("paula").messages("C0CEDAR")[0]
    block = next(block for block in shown.blocks if block["type"] == "image")
    assert block["slack_file"]["id"].startswith("F")
    assert block["alt_text"] == "A blue field"


async def test_a_picture_that_slack_is_still_working_on_comes_with_a_later_attempt(town: Town) -> None:
    town.server.world.file_delay = 5.0
    wish = note_wish(town.cast.workspace_id, "chart", town.now, channel="C0CEDAR", facts={"picture": True})
    send(town.database, [wish], town.now)
    await town.beat()
    assert delivery(town.database, "chart").state is DeliveryState.WAITING
    await town.go_to(town.now + timedelta(minutes=1))
    assert delivery(town.database, "chart").state is DeliveryState.SENT
    assert len(town.bodies("files.completeUploadExternal")) == 1


async def test_a_person_is_found_by_e_mail_address(town: Town) -> None:
    with town.database.begin() as session:
        session.connection().exec_driver_sql("UPDATE person SET slack_user_id = NULL WHERE name LIKE 'Dana%'")
    dana = town.cast.people["dana"]
    send(town.database, [note_wish(town.cast.workspace_id, "hello", town.now, person_id=dana)], town.now)
    await town.beat()
    assert [message.text for message in town.person("dana").messages()] == ["hello"]
