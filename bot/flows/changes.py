"""What a judgment changed: the rows of flags that were raised, grew worse, or were cleared."""

from __future__ import annotations

from dataclasses import dataclass

from storage.vocabulary import AlertNews


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of flag rows, already written, by what became of them; alerts tell of exactly these."""

    raised: tuple[int, ...] = ()
    worsened: tuple[int, ...] = ()
    cleared: tuple[int, ...] = ()

    def news(self) -> dict[int, AlertNews]:
        """Give what there is to tell of each flag, by the flag's id."""
        return (
            dict.fromkeys(self.raised, AlertNews.RAISED)
            | dict.fromkeys(self.worsened, AlertNews.WORSENED)
            | dict.fromkeys(self.cleared, AlertNews.CLEARED)
        )
