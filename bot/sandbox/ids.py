"""Identifiers in Slack's shapes, drawn from a seeded source so that a run can be repeated."""

import random
import uuid

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


class IdSource:
    """Draws ids; two sources with the same seed draw the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def draw(self, prefix: str, length: int = 10) -> str:
        """Give an id such as `V0AB12CD34EF`: the prefix and so many capitals and digits."""
        return prefix + "".join(self._random.choices(ALPHABET, k=length))

    def short(self) -> str:
        """Give a five-character id, as Slack makes for a block that came without one."""
        return "".join(self._random.choices(ALPHABET, k=5))

    def secret(self, length: int = 32) -> str:
        """Give a lower-case hexadecimal secret."""
        return f"{self._random.getrandbits(length * 4):0{length}x}"

    def envelope(self) -> str:
        """Give a UUID, as Socket Mode envelopes carry."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))


def ts_of(micros: int) -> str:
    """Give Slack's message timestamp of a count of microseconds since 1970."""
    return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"


def micros_of(ts: str) -> int:
    """Give the microseconds of a Slack timestamp; raises ValueError when it is not one."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int((fraction + "000000")[:6] or 0)
