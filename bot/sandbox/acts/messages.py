"""Saying something, typing a command, reacting, opening the Home tab, using a shortcut."""

from bot.sandbox.acts.actor import ActError, Actor, Outcome, outcome_of
from bot.sandbox.acts.replies import notice, respond
from bot.sandbox.acts.typing import escaped, with_ids
from bot.sandbox.delivery import payloads
from bot.sandbox.delivery.dispatch import message_subscription
from bot.sandbox.errors import SlackError
from bot.sandbox.ids import ts_of
from bot.sandbox.model import Channel, Json, StoredMessage
from bot.sandbox.shapes import message_json, view_json
from bot.sandbox.tickets import ResponseTicket


def place_of(actor: Actor, channel_id: str, thread_ts: str | None) -> tuple[Channel, int]:
    """Give the channel that somebody writes in and the moment of the thread, 0 for none; refuses others."""
    actor.active()
    channel = actor.channel(channel_id)
    if actor.user.id not in channel.members:
        raise ActError("not_in_channel", f"{actor.user.name} is not in #{channel.name}.")
    if channel.archived:
        raise ActError("is_archived", "This channel has been archived.")
    if not thread_ts:
        return channel, 0
    parent = actor.message(channel, thread_ts)
    return channel, parent.thread or parent.micros


async def publish(actor: Actor, channel: Channel, message: StoredMessage, typed: str) -> StoredMessage:
    """Put what somebody wrote into a channel and tell the app of it; gives the message."""
    space = actor.space
    space.store(channel, message)
    space.last_read[(actor.user.id, channel.id)] = message.micros
    if space.bot_user_id in channel.members:
        body = payloads.message_event(actor.world, space, channel, message)
        await actor.dispatcher.event(space, message_subscription(channel), body)
        if f"<@{space.bot_user_id}>" in typed and not channel.im_user:
            mention = {key: value for key, value in body.items() if key not in ("subtype", "channel_type")}
            await actor.dispatcher.event(space, "app_mention", {**mention, "type": "app_mention"})
    return message


async def say(actor: Actor, channel_id: str, text: str, thread_ts: str | None = None) -> StoredMessage:
    """Say something in a channel or a thread; gives the message."""
    channel, thread = place_of(actor, channel_id, thread_ts)
    message = StoredMessage(actor.space.stamp(channel), actor.user.id, escaped(text), thread=thread)
    return await publish(actor, channel, message, text)


async def command(actor: Actor, text: str, channel_id: str) -> Outcome:
    """Type a slash command; what the app answers appears in the channel, to this person or to all."""
    actor.active()
    channel, space, world = actor.channel(channel_id), actor.space, actor.world
    name, _, words = text.strip().partition(" ")
    if not world.manifest.has_command(name):
        said = f"{name} is not a valid command."
        notice(space, channel, actor.user.id, said)
        return Outcome(error="unknown_command", message=said)
    words = escaped(words.strip())
    if world.manifest.escapes(name):
        words = with_ids(space, words)
    payload = payloads.command(world, space, actor.user, channel, name, words)
    ack = await actor.dispatcher.interact("slash_commands", name, payload)
    if not ack.ok:
        word = "operation_timeout" if "timeout" in ack.reason else "dispatch_failed"
        said = f'{name} failed with the error "{word}"'
        notice(space, channel, actor.user.id, said)
        return Outcome(error=word, message=said)
    if ack.body:
        _answer(actor, channel_id, text, ack.body)
    return Outcome()


def _answer(actor: Actor, channel_id: str, text: str, body: Json) -> None:
    """Show the answer that came with the acknowledgement of a command."""
    space = actor.space
    channel = space.channels[channel_id]
    if body.get("response_type") == "in_channel":
        space.store(channel, StoredMessage(space.stamp(channel), actor.user.id, text))
        if not any(body.get(k) for k in ("text", "blocks", "attachments")):
            return
    ticket = ResponseTicket(space.team_id, channel_id, actor.user.id, actor.world.clock.now())
    try:
        respond(actor.world, space, ticket, body)
    except SlackError as refusal:
        actor.world.refused.append({"method": "command", "args": body, "answer": refusal.answer()})
        notice(space, channel, actor.user.id, f'{text.split()[0]} failed with the error "{refusal.code}"')


async def react(actor: Actor, channel_id: str, ts: str, name: str) -> None:
    """Add a reaction to a message, or take one's own away again."""
    actor.active()
    channel, space = actor.channel(channel_id), actor.space
    message = actor.message(channel, ts)
    reactions = dict(message.reactions or {})
    who = [u for u in reactions.get(name, []) if u != actor.user.id]
    added = len(who) == len(reactions.get(name, []))
    reactions[name] = [*who, actor.user.id] if added else who
    message.reactions = {n: u for n, u in reactions.items() if u} or None
    space.hub.notify(f"channel:{channel.id}")
    if space.bot_user_id in channel.members:
        body = payloads.reaction(actor.world, actor.user.id, channel, message, name, added)
        await actor.dispatcher.event(space, str(body["type"]), body)


async def open_home(actor: Actor, tab: str = "home") -> Outcome:
    """Open the app's Home tab (or its Messages tab)."""
    actor.active()
    space = actor.space
    body: Json = {"type": "app_home_opened", "user": actor.user.id, "channel": space.direct(actor.user.id).id,
                  "tab": tab, "event_ts": payloads.now_ts(actor.world)}  # fmt: skip
    home = space.home(actor.user.id)
    if home is not None and tab == "home":
        body["view"] = view_json(actor.world, space, home)
    return outcome_of(await actor.dispatcher.event(space, "app_home_opened", body))


async def shortcut(
    actor: Actor, callback_id: str, channel_id: str | None = None, ts: str | None = None
) -> Outcome:
    """Use a shortcut: a global one, or one on a message."""
    actor.active()
    world, space = actor.world, actor.space
    if world.manifest.given and all(s.get("callback_id") != callback_id for s in world.manifest.shortcuts):
        raise ActError("unknown_shortcut", "There is no such shortcut.")
    base: Json = {"callback_id": callback_id, "trigger_id": payloads.trigger(world, space, actor.user),
                  "action_ts": payloads.now_ts(world)}  # fmt: skip
    if channel_id is None or ts is None:
        payload = {**payloads.interaction(world, space, actor.user, "shortcut"), **base}
    else:
        channel = actor.channel(channel_id)
        message = actor.message(channel, ts)
        if message.ephemeral_to is not None:
            raise ActError("message_not_found", "What only you see has no shortcuts.")
        payload = {
            **payloads.interaction(world, space, actor.user, "message_action"), **base,
            "response_url": payloads.response_url(world, space, actor.user, channel, message),
            "channel": payloads.channel_ref(channel), "message_ts": ts_of(message.micros),
            "message": message_json(world, space, message, full_metadata=True),
        }  # fmt: skip
    return outcome_of(await actor.dispatcher.interact("interactive", payload["type"], payload))
