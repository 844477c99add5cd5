"""How blocks and metadata are kept: as JSON, squeezed where that saves much, since many messages must fit."""

import json
import zlib
from typing import Any

WORTH = 256
"""Bytes below which squeezing costs more than it saves."""

SQUEEZED = b"x"
"""The first byte of what zlib gives; JSON never begins so."""


def packed(value: Any) -> bytes | None:
    """Serialize a list or a dictionary for keeping; None for nothing."""
    if not value:
        return None
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(raw, 1) if len(raw) >= WORTH else raw


def unpacked(kept: bytes) -> Any:
    """Give back what was packed, a fresh copy."""
    return json.loads(zlib.decompress(kept) if kept.startswith(SQUEEZED) else kept)
