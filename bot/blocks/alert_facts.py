"""What alerts and roll-ups show, as plain values, and what counts where several pieces meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.blocks.digest_facts import Evidence
from bot.blocks.subscribe import Follow
from storage.vocabulary import AlertNews, RuleName, Severity


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One piece of news: where, what, and on what evidence; `is_over` when it was cleared since.

    A request for help has no evidence; `words` are the team's, `helper` who has offered.
    """

    school: str
    number: str
    text: str
    news: AlertNews
    severity: Severity
    evidence: Evidence | None
    is_over: bool = False
    words: str | None = None
    helper: str | None = None
    practices: tuple[str, ...] = ()
    is_taken_back: bool = False

    @property
    def is_silence(self) -> bool:
        """Whether it is about a missing check-in, which an answer ends whatever the answer says."""
        return self.evidence is not None and self.evidence.rule is RuleName.SILENT

    @property
    def stands(self) -> bool:
        """Whether somebody could still do something about it."""
        return not self.news.is_good and not self.is_over


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """One message to one place.

    `acknowledged_by` is empty when the reader did it; `helpable` when there are unfinished actions to
    help with.
    """

    kind: str
    delivery_id: int
    items: tuple[NewsItem, ...]
    follows: tuple[Follow, ...]
    acknowledged_on: date | None = None
    acknowledged_by: str | None = None
    snoozed_until: date | None = None
    follower: str | None = None
    is_reminder: bool = False

    @property
    def stands(self) -> bool:
        """Whether anything of it still stands."""
        return any(one.stands for one in self.items)


def merged(items: Iterable[NewsItem]) -> list[tuple[NewsItem, ...]]:
    """The news of each milestone or action as one: what stands against it, the gravest first.

    What is over counts only where nothing stands any more, and the end of a silence least.
    """
    by_place: dict[tuple[str, str], list[NewsItem]] = {}
    for one in items:
        by_place.setdefault((one.school, one.number), []).append(one)
    told = []
    for news in by_place.values():
        standing = {_what(one): one for one in news if one.stands}
        good = [one for one in news if one.news.is_good]
        good = sorted(good, key=lambda one: not one.is_silence)[-1:]
        told.append(tuple(sorted(standing.values() or good or news, key=lambda one: -one.severity.rank)))
    return told


def _what(one: NewsItem) -> object:
    """What a piece is about: of several pieces about one thing the latest counts."""
    return one.evidence.rule if one.evidence is not None else one.words
