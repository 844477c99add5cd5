"""A plan packed to be kept: its canonical JSON, made small, and the digest by which equal plans are known."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

from bot.documents.plan_document import PlanDocument
from bot.documents.plan_files.plain import canonical, document_of

_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Packed:
    """The SHA-256 (in hexadecimal) of a plan's canonical JSON, and that JSON packed with zlib."""

    digest: str
    content: bytes


def digest_of(document: PlanDocument) -> str:
    """Give the digest alone."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def pack(document: PlanDocument) -> Packed:
    """Give a plan packed."""
    text = canonical(document).encode()
    return Packed(hashlib.sha256(text).hexdigest(), zlib.compress(text, _LEVEL))


def unpack(content: bytes) -> PlanDocument:
    """Give the plan that was packed."""
    return document_of(zlib.decompress(content).decode())
