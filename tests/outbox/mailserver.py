"""A mail server on loopback that speaks as much SMTP as is needed to hand a mail over, and has bad days."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

PEM = Path(__file__).with_name("localhost.pem")
"""A certificate of its own for localhost, and its key; nobody else trusts it."""


@dataclass
class MailServer:
    """What it took, and how it meets the next mails: "450" or "550" refuse the reader, "drop" takes a mail
    and closes the connection without saying so."""

    faults: list[str] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    offers_tls: bool = True
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One conversation."""
        is_encrypted = False

        async def say(*lines: str) -> None:
            writer.write("".join(f"{line}\r\n" for line in lines).encode())
            await writer.drain()

        await say("220 localhost")
        while line := (await reader.readline()).decode().strip():
            verb = line.split()[0].upper()
            if verb == "EHLO":
                offers = ["250-STARTTLS"] if self.offers_tls and not is_encrypted else []
                await say("250-localhost", *offers, "250 AUTH PLAIN")
            elif verb == "STARTTLS":
                await say("220 go on")
                context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
                context.load_cert_chain(PEM)
                await writer.start_tls(context)
                is_encrypted = True
            elif verb == "AUTH":
                self.logins.append(base64.b64decode(line.split()[2]).decode())
                await say("235 come in")
            elif verb == "RCPT" and self.faults and self.faults[0] in ("450", "550"):
                await say(f"{self.faults.pop(0)} not now")
            elif verb == "DATA":
                await say("354 go on")
                raw = await reader.readuntil(b"\r\n.\r\n")
                self.encrypted.append(is_encrypted)
                self.mails.append(message_from_bytes(raw[:-3], policy=policy.default))
                if self.faults and self.faults[0] == "drop":
                    self.faults.pop(0)
                    break
                await say("250 taken")
            elif verb == "QUIT":
                await say("221 bye")
                break
            else:
                await say("250 fine")
        writer.close()


@asynccontextmanager
async def serving(server: MailServer) -> AsyncIterator[MailServer]:
    """Have a mail server listen on loopback."""
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    async with listening:
        yield server
