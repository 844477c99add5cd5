"""What one person sees: a channel with the messages that are for their eyes only."""

from bot.sandbox.model import Channel, StoredMessage
from bot.sandbox.workspace import Workspace


def visible(space: Workspace, channel: Channel, user_id: str, root: int = 0) -> list[StoredMessage]:
    """Give the messages of a channel, or of the thread of `root`, that a person sees; oldest first."""
    whispers = space.ephemerals.get((user_id, channel.id), [])
    if not root:
        own = [m for m in whispers if not m.thread]
        return sorted([*channel.timeline, *own], key=lambda m: m.micros) if own else list(channel.timeline)
    parent = channel.by_micros.get(root)
    thread = [parent, *(parent.replies or [])] if parent else []
    own = [m for m in whispers if m.thread == root]
    return sorted([*thread, *own], key=lambda m: m.micros)
