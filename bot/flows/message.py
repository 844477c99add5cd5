"""What a delivery says when it is sent: plain values that the drain hands to Slack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.flows.kit import Kit
from storage.tables import Delivery

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to draw and upload with a message: SVG source, and the words that say what it shows.

    The block of `Message.blocks` whose block_id is `block_id` gets the uploaded file.
    """

    svg: str
    alt_text: str
    title: str
    block_id: str


@dataclass(frozen=True, slots=True)
class Message:
    """A Slack message; `text` says the same as `blocks` for those who do not see them."""

    text: str
    blocks: list[Block]
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """A message that no longer makes sense; `reason` is kept with the delivery."""

    reason: str


Composer = Callable[[Session, Kit, Delivery, datetime], Message | Skip]
"""Reads what a delivery is to say at the moment it is sent."""

Together = Callable[[Session, Kit, int, Sequence[Delivery], datetime], dict[int, Message | Skip]]
"""Reads what many deliveries of a workspace are to say, by their keys."""
