"""Hands payloads to the transport, records them, and sends events again when they were not acknowledged."""

import asyncio
import json
import time
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.sandbox.delivery import payloads
from bot.sandbox.delivery.ack import Ack, Transport
from bot.sandbox.delivery.quota import EventQuota
from bot.sandbox.delivery.socket import SocketTransport
from bot.sandbox.errors import SlackError
from bot.sandbox.model import Channel, Json, Scheduled, StoredMessage
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

RETRIES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
DELAYED = (timedelta(hours=1),) * 24


class Dispatcher:
    """The one way from the workspace to the bot."""

    def __init__(self, world: World, transport: Transport) -> None:
        self.world, self.transport = world, transport
        self._tasks: set[asyncio.Task[Any]] = set()
        self._busy = 0
        self.quota = EventQuota(world.clock)
        self.delayed_events = False

    async def interact(self, kind: str, name: str, payload: Json) -> Ack:
        """Deliver a command or an interaction and give its acknowledgement."""
        return await self._deliver(kind, name, payload)

    async def event(self, space: Workspace, subscription: str, body: Json) -> Ack:
        """Deliver an event that the app asked for and give the first acknowledgement; retries go on."""
        wanted = space.installed or subscription in LAST_WORDS
        if not self.world.manifest.subscribes(subscription) or not wanted:
            return Ack(True)
        if space.team_id in self.quota.switched_off:
            return Ack(True)
        if self.quota.full(space.team_id):
            return await self._limited(space)
        payload, name = payloads.event(self.world, space, body), f"event:{body['type']}"
        faults = self.world.faults
        if faults.draw(str(body["type"]), "duplicate_event") or faults.draw("events_api", "duplicate_event"):
            await self._deliver("events_api", name, payload)
        ack = await self._deliver("events_api", name, payload)
        self.quota.count(space.team_id, ack.ok)
        if not ack.ok and not ack.no_retry:
            self.spawn(self._retry(space, name, payload, ack))
        return ack

    async def _limited(self, space: Workspace) -> Ack:
        """Leave an event out, and say once a minute that events are left out."""
        minute = self.quota.minute_to_tell(space.team_id)
        if minute is not None:
            payload = payloads.rate_limited(self.world, space, minute)
            await self._deliver("events_api", "app_rate_limited", payload)
        return Ack(True)

    def emit(self, space: Workspace, subscription: str, body: Json) -> None:
        """Deliver an event without waiting for it."""
        if self.world.manifest.subscribes(subscription):
            self._busy += 1
            self.spawn(self._counted(self.event(space, subscription, body)))

    def announce(self, space: Workspace, channel: Channel, message: StoredMessage) -> None:
        """Tell the app of a message that it asked to hear of."""
        if self.hears(space, channel):
            body = payloads.message_event(self.world, space, channel, message)
            self.emit(space, message_subscription(channel), body)

    def hears(self, space: Workspace, channel: Channel) -> bool:
        """Tell whether the app asked to hear of the messages of a channel, and is in it."""
        asked = self.world.manifest.subscribes(message_subscription(channel))
        return asked and space.bot_user_id in channel.members

    def retell(self, space: Workspace, channel: Channel, before: Json, after: StoredMessage | None) -> None:
        """Tell that a message changed or is gone, with what it was before."""
        body = payloads.changed_event(self.world, space, channel, before, after)
        self.emit(space, message_subscription(channel), body)

    def later(self, space: Workspace, item: Scheduled) -> None:
        """Post a message when its moment comes."""
        self.spawn(self._post_later(space, item))

    def new_ticket(self) -> str:
        """Give the address of a WebSocket; refuses when the app is reached by HTTP."""
        if not isinstance(self.transport, SocketTransport):
            raise SlackError("socket_mode_not_enabled")
        return self.transport.new_ticket()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something behind the scenes until the server stops."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settle(self) -> None:
        """Return when every event that was emitted has been delivered or given up for the moment."""
        await self.world.hub.until(lambda: self._busy == 0, 10)

    async def stop(self) -> None:
        """Stop all work and let go of the bot."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.transport.stop()

    async def _post_later(self, space: Workspace, item: Scheduled) -> None:
        """Wait for the moment, then post, unless it was taken back or the channel was archived."""
        await self.world.clock.wait_until(datetime.fromtimestamp(item.post_at, UTC))
        channel, message = space.channels[item.channel], item.message
        if message.thread not in channel.by_micros:
            message.thread = 0
        if space.scheduled.pop(item.id, None) is not None and not channel.archived:
            message.micros = space.stamp(channel)
            space.store(channel, message)
            self.announce(space, channel, message)

    async def _counted(self, work: Coroutine[Any, Any, Ack]) -> None:
        """Count work as under way while it runs."""
        try:
            await work
        finally:
            self._busy -= 1
            self.world.hub.notify("settled")

    async def _retry(self, space: Workspace, name: str, payload: Json, ack: Ack) -> None:
        """Send an event again at once, after a minute, after five more, and hourly for a day where asked."""
        for attempt, pause in enumerate(RETRIES + (DELAYED if self.delayed_events else ()), start=1):
            await self.world.clock.wait_until(self.world.clock.now() + pause)
            if not space.installed and name not in LAST_NAMES:
                return
            ack = await self._deliver("events_api", name, payload, attempt, ack.reason)
            self.quota.count(space.team_id, ack.ok)
            if ack.ok or ack.no_retry:
                return

    async def _deliver(self, kind: str, name: str, payload: Json, attempt: int = 0, reason: str = "") -> Ack:
        """Send and record."""
        started = time.perf_counter()
        ack = await self.transport.send(kind, payload, attempt, reason)
        took = (time.perf_counter() - started) * 1000
        answer = ack.body if ack.ok else {"error": ack.reason}
        raw = json.dumps(answer).encode() if answer is not None else b""
        self.world.wire.record(
            self.world.clock.now(), "to_bot", name, ack.status, took, json.dumps(payload).encode(), raw
        )
        return ack


LAST_WORDS = frozenset({"app_uninstalled", "tokens_revoked"})
LAST_NAMES = frozenset(f"event:{word}" for word in LAST_WORDS)


def message_subscription(channel: Channel) -> str:
    """Give the name of the event by which an app hears the messages of a channel."""
    return {"im": "message.im", "mpim": "message.mpim", "group": "message.groups"}.get(
        channel.kind, "message.channels"
    )
