"""The JSON shapes in which Slack tells of users, channels, messages, views and files."""

import json
from urllib.parse import quote
from zoneinfo import ZoneInfo

from bot.sandbox.ids import ts_of
from bot.sandbox.model import Channel, File, Json, StoredMessage, User, View
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World


def user_json(world: World, space: Workspace, user: User, with_email: bool = True) -> Json:
    """Give a user as users.info does."""
    moment = space.clock.now().astimezone(ZoneInfo(user.timezone))
    offset = moment.utcoffset()
    profile = profile_json(user)
    if not with_email:
        profile.pop("email", None)
    body: Json = {
        "id": user.id, "team_id": space.team_id, "name": user.handle, "deleted": user.deleted,
        "real_name": user.name, "tz": user.timezone, "tz_label": moment.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset else 0, "profile": profile,
        "is_admin": user.admin, "is_owner": False, "is_primary_owner": False, "is_restricted": False,
        "is_ultra_restricted": False, "is_bot": user.is_bot, "is_app_user": False, "updated": 0,
        "is_email_confirmed": bool(user.email), "who_can_share_contact_card": "EVERYONE",
    }  # fmt: skip
    if user.is_bot:
        body["profile"] |= {"bot_id": space.bot_id, "api_app_id": world.app_id}
    return body


def profile_json(user: User) -> Json:
    """Give a user's profile as users.profile.get does."""
    first, _, last = user.name.partition(" ")
    profile: Json = {
        "title": user.title,
        "phone": "",
        "skype": "",
        "real_name": user.name,
        "real_name_normalized": user.name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "fields": {},
        "status_text": user.status_text,
        "status_emoji": user.status_emoji,
        "status_emoji_display_info": [],
        "status_expiration": user.status_expiration,
        "avatar_hash": "",
        "first_name": first,
        "last_name": last,
        "image_24": "",
        "image_48": "",
        "image_72": "",
    }
    if user.email:
        profile["email"] = user.email
    return profile


def channel_json(space: Workspace, channel: Channel) -> Json:
    """Give a channel or direct message as conversations.info does."""
    if channel.im_user:
        return {
            "id": channel.id,
            "created": channel.created,
            "is_im": True,
            "is_org_shared": False,
            "user": channel.im_user,
            "is_archived": channel.archived,
            "is_open": True,
            "is_user_deleted": space.users[channel.im_user].deleted,
            "is_channel": False,
            "is_group": False,
            "is_mpim": False,
            "is_private": True,
            "context_team_id": space.team_id,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "created": channel.created,
        "is_channel": not channel.several,
        "is_group": channel.private,
        "is_im": False,
        "is_mpim": channel.several,
        "is_private": channel.private,
        "is_archived": channel.archived,
        "is_general": False,
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "is_member": space.bot_user_id in channel.members,
        "num_members": len(channel.members),
        "context_team_id": space.team_id,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def message_json(
    world: World,
    space: Workspace,
    message: StoredMessage,
    full_metadata: bool = False,
    blocks: list[Json] | None = None,
) -> Json:
    """Give a message as Slack shows it to apps; metadata whole or its event type only."""
    body: Json = {
        "type": "message",
        "user": message.user,
        "ts": ts_of(message.micros),
        "text": message.text,
        "team": space.team_id,
    }
    if message.bot_id:
        body |= {"bot_id": message.bot_id, "app_id": world.app_id}
    if message.subtype:
        body["subtype"] = message.subtype
    shown = blocks if blocks is not None else message.block_list()
    if shown:
        body["blocks"] = shown
    if message.attachments:
        body["attachments"] = message.attachment_list()
    if message.metadata:
        metadata = json.loads(message.metadata)
        body["metadata"] = metadata if full_metadata else {"event_type": metadata["event_type"]}
    if message.edited:
        body["edited"] = {"user": message.user, "ts": ts_of(message.edited)}
    if message.files:
        body["files"] = [file_json(world, space, space.files[f]) for f in message.files]
    if message.reactions:
        body["reactions"] = [{"name": n, "users": u, "count": len(u)} for n, u in message.reactions.items()]
    if message.ephemeral_to:
        body["is_ephemeral"] = True
    return body | _thread_of(message)


def _thread_of(message: StoredMessage) -> Json:
    """Give what a message tells of its thread."""
    body: Json = {"thread_ts": ts_of(message.thread)} if message.thread else {}
    if message.replies:
        last = message.replies[-1]
        users = list(dict.fromkeys(r.user for r in message.replies))
        body |= {
            "reply_count": len(message.replies),
            "reply_users_count": len(users),
            "reply_users": users[:5],
            "latest_reply": ts_of(last.micros),
            "subscribed": False,
            "is_locked": False,
        }
    return body


def file_json(world: World, space: Workspace, file: File) -> Json:
    """Give a file as files.info does."""
    link = f"{world.base}/_/file/{file.id}"
    private = f"{world.base}/files-pri/{space.team_id}-{file.id}/{quote(file.name, safe='')}"
    return {
        "id": file.id, "created": file.created, "timestamp": file.created, "name": file.name,
        "title": file.title or file.name, "mimetype": file.mimetype, "filetype": file.name.rpartition(".")[2],
        "user": file.user, "user_team": space.team_id, "editable": False, "size": file.size, "mode": "hosted",
        "is_external": False, "is_public": bool(file.channels), "alt_txt": file.alt_txt,
        "url_private": private, "url_private_download": private, "permalink": link,
        "channels": file.channels, "groups": [], "ims": [],
    }  # fmt: skip


def view_json(world: World, space: Workspace, view: View, inputs: bool = True) -> Json:
    """Give a view as Slack returns it; without `inputs` the values of input blocks are left out."""
    body = view.body
    values = view.state
    if not inputs:
        hidden = {b["block_id"] for b in body["blocks"] if b["type"] == "input"}
        values = {block: state for block, state in values.items() if block not in hidden}
    shown: Json = {
        "id": view.id,
        "team_id": space.team_id,
        "type": view.type,
        "blocks": body["blocks"],
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "external_id": body.get("external_id", ""),
        "state": {"values": values},
        "hash": view.hash,
        "title": body.get("title"),
        "submit": body.get("submit"),
        "close": body.get("close"),
        "clear_on_close": body.get("clear_on_close", False),
        "notify_on_close": body.get("notify_on_close", False),
        "submit_disabled": body.get("submit_disabled", False),
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "app_id": world.app_id,
        "app_installed_team_id": space.team_id,
        "bot_id": space.bot_id,
    }
    if view.type == "home":
        shown["title"] = {"type": "plain_text", "text": "View Title", "emoji": True}
    return shown
