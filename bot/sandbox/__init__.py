"""A stand-in for a Slack workspace on loopback. It knows nothing of the bot; another bot could use it too."""

from bot.sandbox.acts.actor import ActError, Outcome
from bot.sandbox.person import Message, Person, Submitted
from bot.sandbox.seed import ChannelSeed, PersonSeed, WorkspaceSeed
from bot.sandbox.server import SandboxServer

__all__ = [
    "ActError",
    "ChannelSeed",
    "Message",
    "Outcome",
    "Person",
    "PersonSeed",
    "SandboxServer",
    "Submitted",
    "WorkspaceSeed",
]
