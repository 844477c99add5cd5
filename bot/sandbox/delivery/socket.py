"""Socket Mode: WebSocket connections of the bot, one envelope to one of them, acks by envelope id."""

import asyncio
import contextlib
import json
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from bot.sandbox.delivery.ack import Ack
from bot.sandbox.model import Json
from bot.sandbox.world import World

MOST_CONNECTIONS = 10
LIFETIME = 3600.0
SHORT_LIFETIME = 360.0
WARNING = 10.0


@dataclass(eq=False)
class Connection:
    """One WebSocket of the bot and the envelopes that wait for its acknowledgement."""

    socket: web.WebSocketResponse
    pending: dict[str, asyncio.Future[Ack]] = field(default_factory=dict)
    ending: asyncio.Task[None] | None = None


class SocketTransport:
    """Delivers by Socket Mode."""

    def __init__(self, world: World, ack_seconds: float) -> None:
        self.app_id, self.ids, self.faults, self.hub = world.app_id, world.ids, world.faults, world.hub
        self.ack_seconds = ack_seconds
        self.base = ""
        self.connections: list[Connection] = []
        self.arrived = asyncio.Event()
        self._tickets: set[str] = set()
        self._turn = 0
        self.hellos = 0
        self.lifetime, self.warning = LIFETIME, WARNING
        self._endings: set[asyncio.Task[None]] = set()

    def new_ticket(self) -> str:
        """Give the address for one connection."""
        ticket = self.ids.secret()
        self._tickets.add(ticket)
        return f"{self.base.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={self.app_id}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one WebSocket until it closes."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=404)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self.connections) >= MOST_CONNECTIONS:
            await socket.send_json(
                {"type": "disconnect", "reason": "too_many_websockets", "debug_info": {"host": "sandbox"}}
            )
            await socket.close()
            return socket
        connection = Connection(socket)
        self.connections.append(connection)
        life = SHORT_LIFETIME if request.query.get("debug_reconnects") == "true" else self.lifetime
        self._end_later(connection, max(0.0, life - self.warning))
        try:
            await socket.send_json(self._hello(life))
            self.hellos += 1
            self.arrived.set()
            self.hub.notify("connections")
            await self._listen(connection)
        finally:
            self._leave(connection)
        return socket

    def _hello(self, life: float) -> Json:
        """Give the first frame of a connection that lives so many seconds."""
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "connection_info": {"app_id": self.app_id},
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": int(life)},
        }

    async def _listen(self, connection: Connection) -> None:
        """Take the acknowledgements of a connection."""
        async for frame in connection.socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            with contextlib.suppress(ValueError):
                body = json.loads(frame.data)
                waiting = (
                    connection.pending.get(body.get("envelope_id", "")) if isinstance(body, dict) else None
                )
                if waiting is not None and not waiting.done():
                    payload = body.get("payload")
                    waiting.set_result(Ack(True, payload if isinstance(payload, dict) else None))

    def _leave(self, connection: Connection) -> None:
        """Forget a connection; what it did not acknowledge was not delivered."""
        if connection in self.connections:
            self.connections.remove(connection)
        if connection.ending is not None and connection.ending is not asyncio.current_task():
            connection.ending.cancel()
        for waiting in connection.pending.values():
            if not waiting.done():
                waiting.set_result(Ack(False, reason="connection_failed", status=0))
        if not self.connections:
            self.arrived.clear()
        self.hub.notify("connections")

    async def send(self, kind: str, payload: Json, attempt: int = 0, reason: str = "") -> Ack:
        """Send an envelope to one connection, each in turn, and wait for its acknowledgement."""
        if not self.connections:
            return Ack(False, reason="connection_failed", status=0)
        self._turn += 1
        connection = self.connections[self._turn % len(self.connections)]
        envelope: Json = {"envelope_id": self.ids.envelope(), "type": kind, "payload": payload,
                          "accepts_response_payload": kind != "events_api"}  # fmt: skip
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        waiting: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        connection.pending[envelope["envelope_id"]] = waiting
        lost = self.faults.draw(kind, "lost_ack") is not None
        try:
            async with asyncio.timeout(self.ack_seconds):
                await connection.socket.send_json(envelope)
                ack = await waiting
                if lost and ack.ok:
                    await asyncio.Event().wait()
                return ack
        except TimeoutError:
            return Ack(False, reason="timeout", status=0)
        except ConnectionError:
            return Ack(False, reason="connection_failed", status=0)
        finally:
            connection.pending.pop(envelope["envelope_id"], None)

    async def wait_connected(self, seconds: float) -> None:
        """Return once the bot is connected; TimeoutError when it does not come."""
        async with asyncio.timeout(seconds):
            await self.arrived.wait()

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Send a disconnect frame to every connection; after a `warning` the connection is closed, too."""
        for connection in list(self.connections):
            if reason == "warning":
                self._end_later(connection, 0.0)
            else:
                await _say_goodbye(connection, reason)

    def _end_later(self, connection: Connection, seconds: float) -> None:
        """End a connection as Slack does: a warning after so many real seconds, and then no more socket."""
        if connection.ending is not None:
            connection.ending.cancel()
        task = connection.ending = asyncio.get_running_loop().create_task(self._end(connection, seconds))
        self._endings.add(task)
        task.add_done_callback(self._endings.discard)

    async def _end(self, connection: Connection, seconds: float) -> None:
        """Warn a connection, give it time to be replaced, and close it whether it was or not."""
        await asyncio.sleep(seconds)
        await _say_goodbye(connection, "warning")
        await asyncio.sleep(self.warning)
        await _say_goodbye(connection, "refresh_requested")
        with contextlib.suppress(ConnectionError):
            await connection.socket.close()
        self._leave(connection)

    async def drop(self) -> None:
        """Break every connection without a word."""
        for connection in list(self.connections):
            await connection.socket.close(code=1001)
            self._leave(connection)

    async def stop(self) -> None:
        """Close every connection."""
        for task in list(self._endings):
            task.cancel()
        for connection in list(self.connections):
            with contextlib.suppress(ConnectionError):
                await connection.socket.close()


async def _say_goodbye(connection: Connection, reason: str) -> None:
    """Send a disconnect frame, if anybody still listens."""
    frame = {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
    with contextlib.suppress(ConnectionError):
        await connection.socket.send_json(frame)
