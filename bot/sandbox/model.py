"""The things a workspace is made of, kept lean: a hundred thousand messages must fit in memory."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.packing import unpacked

Json = dict[str, Any]


@dataclass(slots=True)
class User:
    """A member, or the app's bot user."""

    id: str
    name: str
    email: str = ""
    title: str = ""
    timezone: str = "America/New_York"
    admin: bool = False
    is_bot: bool = False
    deleted: bool = False
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0

    @property
    def handle(self) -> str:
        """Give the short user name, as Slack makes it from the address or the name."""
        return (self.email.partition("@")[0] or self.name.replace(" ", ".")).lower()


@dataclass(slots=True)
class StoredMessage:
    """A message as it is kept. `blocks` and `metadata` stay serialized until somebody reads them."""

    micros: int
    user: str
    text: str
    blocks: bytes | None = None
    metadata: bytes | None = None
    thread: int = 0
    bot_id: str | None = None
    subtype: str | None = None
    edited: int = 0
    replies: "list[StoredMessage] | None" = None
    reactions: dict[str, list[str]] | None = None
    files: tuple[str, ...] = ()
    ephemeral_to: str | None = None
    attachments: bytes | None = None

    def block_list(self) -> list[Json]:
        """Give the message's blocks, parsed."""
        return list(unpacked(self.blocks)) if self.blocks else []

    def attachment_list(self) -> list[Json]:
        """Give the message's attachments, parsed."""
        return list(unpacked(self.attachments)) if self.attachments else []

    def all_blocks(self) -> list[Json]:
        """Give every block that a person may use: the message's own, then those of its attachments."""
        return [*self.block_list(), *(b for one in self.attachment_list() for b in one.get("blocks", []))]

    def metadata_dict(self) -> Json | None:
        """Give the message's metadata, parsed, or None."""
        return dict(unpacked(self.metadata)) if self.metadata else None


@dataclass(slots=True)
class Channel:
    """A channel, a direct message (`im_user` is then the person the bot talks with), or one with several."""

    id: str
    name: str
    members: dict[str, None] = field(default_factory=dict)
    private: bool = False
    topic: str = ""
    archived: bool = False
    im_user: str | None = None
    several: bool = False
    created: int = 0
    timeline: list[StoredMessage] = field(default_factory=list)
    by_micros: dict[int, StoredMessage] = field(default_factory=dict)
    last_micros: int = 0

    @property
    def kind(self) -> str:
        """Give Slack's channel type: im, mpim, group (private) or channel."""
        if self.im_user or self.several:
            return "im" if self.im_user else "mpim"
        return "group" if self.private else "channel"

    @property
    def listed_as(self) -> str:
        """Give the word by which lists are filtered: im, mpim, private_channel or public_channel."""
        return {"group": "private_channel", "channel": "public_channel"}.get(self.kind, self.kind)


@dataclass(slots=True)
class View:
    """A modal or a Home tab on somebody's screen, with what was typed into it."""

    id: str
    user: str
    body: Json
    hash: str
    root: str
    previous: str | None = None
    state: dict[str, dict[str, Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def type(self) -> str:
        """Give `modal` or `home`."""
        return str(self.body["type"])


@dataclass(slots=True)
class File:
    """An uploaded file; `complete` once finished, `ready_at` (microseconds) when blocks may use it."""

    id: str
    name: str
    user: str
    size: int
    title: str = ""
    alt_txt: str = ""
    mimetype: str = "application/octet-stream"
    content: bytes = b""
    complete: bool = False
    ready_at: int = 0
    channels: list[str] = field(default_factory=list)
    created: int = 0


@dataclass(slots=True)
class Token:
    """A token and what it may do; `scopes` None means that scopes are not enforced."""

    value: str
    team_id: str
    kind: str
    user_id: str
    scopes: frozenset[str] | None = None
    revoked: bool = False
    expires_at: int = 0


@dataclass(slots=True)
class Scheduled:
    """A message that waits for its moment (`post_at`, Unix seconds)."""

    id: str
    channel: str
    message: StoredMessage
    post_at: int
    created: int
