"""The payloads of commands, interactions and events, in Slack's shapes."""

from bot.sandbox.ids import ts_of
from bot.sandbox.model import Channel, Json, StoredMessage, User, View
from bot.sandbox.shapes import message_json, view_json
from bot.sandbox.tickets import ResponseTicket
from bot.sandbox.viewstore import kept
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

VERIFICATION = "sandbox-verification-token"


def now_ts(world: World) -> str:
    """Give the present as Slack writes it in `action_ts` and `event_ts`."""
    moment = world.clock.now()
    return ts_of(int(moment.timestamp()) * 1_000_000 + moment.microsecond)


def channel_ref(channel: Channel) -> Json:
    """Give the short form of a channel."""
    return {"id": channel.id, "name": "directmessage" if channel.im_user else channel.name}


def interaction(world: World, space: Workspace, user: User, kind: str) -> Json:
    """Give what every interaction carries."""
    return {
        "type": kind,
        "api_app_id": world.app_id,
        "token": VERIFICATION,
        "team": {"id": space.team_id, "domain": space.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": user.id, "username": user.handle, "name": user.handle, "team_id": space.team_id},
    }


def trigger(world: World, space: Workspace, user: User) -> str:
    """Give a new trigger id for something that a person did now."""
    return world.triggers.issue(user.id, space.team_id)


def response_url(
    world: World, space: Workspace, user: User, channel: Channel, message: StoredMessage | None
) -> str:
    """Give a response URL for an act in a channel, on a message or not."""
    ticket = ResponseTicket(space.team_id, channel.id, user.id, world.clock.now())
    if message is not None:
        ticket.original, ticket.thread = message.micros, message.thread
        ticket.ephemeral = message.ephemeral_to is not None
    return world.response_urls.issue(ticket)


def command(world: World, space: Workspace, user: User, channel: Channel, name: str, text: str) -> Json:
    """Give the fields of a slash command."""
    ref = channel_ref(channel)
    return {
        "token": VERIFICATION,
        "team_id": space.team_id,
        "team_domain": space.domain,
        "channel_id": ref["id"],
        "channel_name": ref["name"],
        "user_id": user.id,
        "user_name": user.handle,
        "command": name,
        "text": text,
        "api_app_id": world.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(world, space, user, channel, None),
        "trigger_id": trigger(world, space, user),
    }


def message_container(message: StoredMessage, channel: Channel) -> Json:
    """Give the container of something that was used in a message."""
    container: Json = {
        "type": "message",
        "message_ts": ts_of(message.micros),
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral_to is not None,
    }
    if message.thread:
        container["thread_ts"] = ts_of(message.thread)
    return container


def message_action(
    world: World, space: Workspace, user: User, channel: Channel, message: StoredMessage, action: Json
) -> Json:
    """Give block_actions for the use of an element in a message; an ephemeral one is not repeated."""
    typed = space.message_state.get((user.id, channel.id, message.micros), {})
    container = message_container(message, channel)
    for one in message.attachment_list():
        if any(block["block_id"] == action["block_id"] for block in one.get("blocks", [])):
            container |= {"type": "message_attachment", "attachment_id": one["id"], "is_app_unfurl": False}
    payload = {
        **interaction(world, space, user, "block_actions"),
        "container": container, "channel": channel_ref(channel),
        "state": {"values": kept(message.all_blocks(), typed)}, "trigger_id": trigger(world, space, user),
        "response_url": response_url(world, space, user, channel, message),
        "actions": [{**action, "action_ts": now_ts(world)}],
    }  # fmt: skip
    if message.ephemeral_to is None:
        payload["message"] = message_json(world, space, message, full_metadata=True)
    return payload


def view_action(world: World, space: Workspace, user: User, view: View, action: Json) -> Json:
    """Give block_actions for the use of an element in a modal or a Home tab."""
    return {
        **interaction(world, space, user, "block_actions"),
        "container": {"type": "view", "view_id": view.id}, "trigger_id": trigger(world, space, user),
        "view": view_json(world, space, view), "actions": [{**action, "action_ts": now_ts(world)}],
    }  # fmt: skip


def submission(world: World, space: Workspace, user: User, view: View, urls: list[Json]) -> Json:
    """Give view_submission."""
    return {**interaction(world, space, user, "view_submission"), "trigger_id": trigger(world, space, user),
            "view": view_json(world, space, view), "response_urls": urls}  # fmt: skip


def closed(world: World, space: Workspace, user: User, view: View, cleared: bool) -> Json:
    """Give view_closed; the values of input blocks are not in it."""
    return {**interaction(world, space, user, "view_closed"), "is_cleared": cleared,
            "view": view_json(world, space, view, inputs=False)}  # fmt: skip


def event(world: World, space: Workspace, body: Json) -> Json:
    """Give the envelope of an event."""
    return {
        "token": VERIFICATION, "team_id": space.team_id, "context_team_id": space.team_id,
        "context_enterprise_id": None, "api_app_id": world.app_id, "type": "event_callback", "event": body,
        "event_id": world.ids.draw("Ev"), "event_time": int(world.clock.now().timestamp()),
        "event_context": world.ids.draw("EC", 20), "is_ext_shared_channel": False,
        "authorizations": [{"enterprise_id": None, "team_id": space.team_id, "user_id": space.bot_user_id,
                            "is_bot": True, "is_enterprise_install": False}],
    }  # fmt: skip


def changed_event(
    world: World, space: Workspace, channel: Channel, before: Json, after: StoredMessage | None
) -> Json:
    """Give the event of a message that was changed, or deleted when nothing is left of it."""
    body: Json = {"type": "message", "hidden": True, "channel": channel.id, "channel_type": channel.kind,
                  "ts": now_ts(world), "event_ts": now_ts(world), "previous_message": before}  # fmt: skip
    if after is None:
        return body | {"subtype": "message_deleted", "deleted_ts": before["ts"]}
    shown = message_json(world, space, after, full_metadata=True)
    return body | {"subtype": "message_changed", "message": shown}


def reaction(
    world: World, user: str, channel: Channel, message: StoredMessage, name: str, added: bool
) -> Json:
    """Give the event of a reaction that came or went."""
    item = {"type": "message", "channel": channel.id, "ts": ts_of(message.micros)}
    return {"type": "reaction_added" if added else "reaction_removed", "user": user, "reaction": name,
            "item_user": message.user, "item": item, "event_ts": now_ts(world)}  # fmt: skip


def rate_limited(world: World, space: Workspace, minute: int) -> Json:
    """Give what says that events of a minute (Unix seconds) were left out; it is no event itself."""
    return {"token": VERIFICATION, "type": "app_rate_limited", "team_id": space.team_id,
            "minute_rate_limited": minute, "api_app_id": world.app_id}  # fmt: skip


def message_event(world: World, space: Workspace, channel: Channel, message: StoredMessage) -> Json:
    """Give the event of a new message."""
    body = message_json(world, space, message, full_metadata=True)
    body |= {"channel": channel.id, "event_ts": body["ts"], "channel_type": channel.kind}
    return body
