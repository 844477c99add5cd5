"""Bad days on demand: faults by method and share, drawn from a seed so that a failing run can be repeated."""

import random
from dataclasses import dataclass

CHANGES = frozenset({"revoked_token", "deactivated_user", "archived_channel"})
KINDS = CHANGES | {"latency", "5xx", "429", "cut_before", "cut_after", "lost_ack", "duplicate_event"}


@dataclass(slots=True)
class Fault:
    """One fault. `method` may be `*` or end in `.*`; `left` None means as often as the share says."""

    method: str
    kind: str
    share: float = 1.0
    left: int | None = None
    seconds: float = 1.0
    status: int = 503
    hits: int = 0
    number: int = 0

    def concerns(self, method: str) -> bool:
        """Tell whether the fault is about a method or a kind of delivery."""
        if self.method.endswith("*"):
            return method.startswith(self.method[:-1])
        return method == self.method


class Faults:
    """The faults that are set. Web API methods and deliveries (`events_api`, `interactive`, ...) ask here."""

    def __init__(self, seed: int) -> None:
        self._seed, self._set = seed, 0
        self._streams: dict[tuple[int, str], random.Random] = {}
        self.active: list[Fault] = []

    def add(
        self,
        method: str,
        kind: str,
        share: float = 1.0,
        times: int | None = None,
        seconds: float = 1.0,
        status: int = 503,
    ) -> Fault:
        """Set a fault. `seconds`: the delay of `latency`, the Retry-After of `429`; `status` is for `5xx`."""
        if kind not in KINDS:
            raise ValueError(f"no such fault: {kind}; there are {', '.join(sorted(KINDS))}")
        self._set += 1
        fault = Fault(method, kind, share, times, seconds, status, number=self._set)
        self.active.append(fault)
        return fault

    def clear(self) -> None:
        """Take all faults away."""
        self.active.clear()

    def draw(self, method: str, *kinds: str) -> Fault | None:
        """Give the fault of one of these kinds that strikes now, or None. Counts it against its times."""
        for fault in self.active:
            if fault.kind not in kinds or fault.left == 0 or not fault.concerns(method):
                continue
            if fault.share < 1.0 and self._stream(fault, method).random() >= fault.share:
                continue
            fault.hits += 1
            if fault.left is not None:
                fault.left -= 1
            return fault
        return None

    def _stream(self, fault: Fault, method: str) -> random.Random:
        """Give the chances of one fault for one method: calls of other methods do not shift them."""
        key = (fault.number, method)
        if key not in self._streams:
            self._streams[key] = random.Random(f"{self._seed}/{fault.number}/{fault.kind}/{method}")
        return self._streams[key]
