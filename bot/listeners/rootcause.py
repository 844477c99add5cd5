"""Looking for root causes together: 5 Whys, fishbones, and the shorter ways, in a thread."""

from __future__ import annotations

import json

from bot.blocks.rootcause_forms import start_view
from bot.flows import rootcause, rootcause_settled, rootcause_start, rootcause_views
from bot.flows.rootcause_start import Start, Where
from bot.forms import state
from bot.forms.rootcause import NewCause, read_cause, read_closer, read_dots, read_headings
from bot.ids import Field
from bot.listeners import replies
from bot.listeners.home import publish
from bot.listeners.router import Listener
from bot.listeners.visit import Visit
from storage.vocabulary_rootcause import Method


def _command(method: Method) -> Listener:
    """Give the listener of a command: with words behind it a session opens at once, else a window asks."""

    async def answer(visit: Visit) -> None:
        if not visit.words:
            await visit.ack()
            await visit.open(start_view(visit.kit.words, method, "", visit.body["channel_id"]))
            return
        channel, key = visit.body["channel_id"], f"command:{visit.body['trigger_id']}"
        begun, several = await visit.read(
            rootcause_start.named, visit.who, Start(method, visit.words), visit.now
        )
        if several:
            await visit.ack()
            await visit.open(start_view(visit.kit.words, method, "", channel, several))
            return
        await visit.run(rootcause_start.start, visit.who, begun, _conversation(channel), key, visit.now)

    return answer


five_whys = _command(Method.FIVE_WHYS)
fishbone = _command(Method.FISHBONE)


async def from_message(visit: Visit) -> None:
    """Ask how to look into what a message says."""
    await visit.ack()
    text = str(visit.body.get("message", {}).get("text") or "")[:500]
    await visit.open(start_view(visit.kit.words, Method.FIVE_WHYS, text, visit.body["channel"]["id"]))


async def from_item(visit: Visit) -> None:
    """Open a session about a lagging item, in its thread."""
    item, place = json.loads(visit.action["value"]), visit.body["container"]
    where = Where(place.get("channel_id"), place.get("message_ts"))
    begun = Start(Method.FIVE_WHYS, item.get("problem", ""), item["action"])
    key = f"item:{item['action']}:{where.ts}"
    await visit.run(rootcause_start.start, visit.who, begun, where, key, visit.now)
    await replies.tell(visit, visit.kit.words.line("rootcause.begun"))


async def begin(visit: Visit) -> None:
    """Open the session that a window described."""
    method = Method(state.chosen(visit.view, Field.METHOD) or Method.FIVE_WHYS)
    item = state.chosen(visit.view, Field.ITEM)
    begun = Start(method, state.typed(visit.view, Field.WORDS) or "", int(item) if item else None)
    where, key = _conversation(visit.view["private_metadata"]), f"form:{visit.view['id']}"
    await visit.run(rootcause_start.start, visit.who, begun, where, key, visit.now)


async def because(visit: Visit) -> None:
    """Ask why, of the problem or of the answer whose button it was."""
    session_id, cause_id = _keys(visit.action["value"])
    view = await visit.read(rootcause_views.ask_cause, visit.who, session_id, cause_id, visit.now)
    await visit.ack()
    await visit.open(view)


async def add(visit: Visit) -> None:
    """Store an answer; one that stops at money, time or blame is asked about once more first."""
    session_id, _, probed = visit.view["private_metadata"].partition(":")
    said = read_cause(visit.view)
    if not isinstance(said, NewCause):
        await replies.wrong(visit, said)
        return
    if not probed and (
        view := await visit.read(rootcause_views.ask_again, visit.who, int(session_id), said, visit.now)
    ):
        await visit.ack(response_action="update", view=view)
        return
    await visit.run(rootcause.add, visit.who, int(session_id), said, f"form:{visit.view['id']}", visit.now)


async def dots(visit: Visit) -> None:
    """Ask where a person puts their dots."""
    view = await visit.read(rootcause_views.ask_dots, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()
    await visit.open(view)


async def vote(visit: Visit) -> None:
    """Store a person's dots."""
    session_id = int(visit.view["private_metadata"])
    await visit.run(rootcause.vote, visit.who, session_id, read_dots(visit.view), visit.now)


async def closer(visit: Visit) -> None:
    """Open the closer look at a cause."""
    session_id, cause_id = _keys(visit.action["value"])
    view = await visit.read(rootcause_views.ask_closer, visit.who, session_id, cause_id, visit.now)
    await visit.ack()
    await visit.open(view)


async def pick(visit: Visit) -> None:
    """Put the closer look in the place of the question at which cause."""
    session_id, cause_id = _keys(visit.action["selected_option"]["value"])
    view = await visit.read(rootcause_views.ask_closer, visit.who, session_id, cause_id, visit.now)
    await visit.ack()
    await visit.update(view)


async def tests(visit: Visit) -> None:
    """Store a closer look; a test that was not passed says what to ask next."""
    session_id, cause_id = _keys(visit.view["private_metadata"])
    look = read_closer(visit.view)
    if look.is_withdrawn:
        await visit.run(rootcause_settled.take_back, visit.who, session_id, cause_id or 0, visit.now)
        return
    failed = await visit.run(rootcause.look_closer, visit.who, session_id, cause_id or 0, look, visit.now)
    said = [visit.kit.words.line(f"rootcause.next.{test}") for test in failed]
    if said:
        await replies.done(
            visit, visit.kit.words.line("rootcause.next.intro", count=len(said)) + "\n" + "\n".join(said)
        )


async def headings(visit: Visit) -> None:
    """Ask what the headings are to be."""
    view = await visit.read(rootcause_views.ask_headings, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()
    await visit.open(view)


async def rename(visit: Visit) -> None:
    """Store the headings."""
    session_id = int(visit.view["private_metadata"])
    await visit.run(rootcause.rename_bones, visit.who, session_id, read_headings(visit.view), visit.now)


async def pause(visit: Visit) -> None:
    """Let a session rest, or take it up again."""
    await visit.run(rootcause.pause, visit.who, int(visit.action["value"]), visit.now)
    if (visit.body.get("view") or {}).get("type") == "home":
        await visit.ack()
        await publish(visit)


async def finish(visit: Visit) -> None:
    """End a session with the causes that the team chose."""
    await visit.run(rootcause_settled.finish, visit.who, int(visit.action["value"]), visit.now)


async def ask_action(visit: Visit) -> None:
    """Ask on which action a settled cause goes on record."""
    view = await visit.read(rootcause_settled.ask_action, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()
    await visit.open(view)


async def record(visit: Visit) -> None:
    """Put a settled cause on record with an action."""
    session_id, action_id = (
        int(visit.view["private_metadata"]),
        int(state.chosen(visit.view, Field.ITEM) or 0),
    )
    await visit.run(rootcause_settled.record, visit.who, session_id, action_id, visit.now)


def _conversation(channel: str) -> Where:
    """A channel as it is; in a direct message the person is written to by Milepost itself."""
    return Where(channel if channel.startswith(("C", "G")) else None)


def _keys(value: str) -> tuple[int, int | None]:
    session_id, _, cause_id = value.partition(":")
    return int(session_id), int(cause_id) if cause_id else None
