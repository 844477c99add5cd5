"""The roll-up by practice and domain over schools and districts (N-01), as far as a reader may see it.

It reads the counters. `live` reads every action and report instead, which takes longer and says the same.
Figures with too few schools behind them are hidden, and small districts folded (`bot.rules.rollup`).
A school's own roll-up hides nothing: it is its own plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from bot.blocks.network_facts import Line, Network, Part, Shares
from bot.flows.kit import Kit
from bot.rules.quantities import Ratio, ratio_of
from bot.rules.rollup import ALL, Pooled, Tally, codes_of, folded, hidden
from bot.rules.thresholds import Thresholds
from storage import network, rollup, rollup_counts, trees
from storage.tables import Organization
from storage.vocabulary import OrganizationKind

MOST_IDS = 20_000
"""Actions whose keys a report still lists; a state has more than anybody reads."""


@dataclass(slots=True)
class _Keys:
    """The keys of the actions behind the figures of one code."""

    actions: list[int] = field(default_factory=list)
    completed: list[int] = field(default_factory=list)
    behind: list[int] = field(default_factory=list)
    undated: list[int] = field(default_factory=list)
    said_behind: list[int] = field(default_factory=list)


def roll_up(
    session: Session,
    kit: Kit,
    workspace_id: int,
    place: Organization,
    period: str | None = None,
    *,
    least: int | None = None,
    live: bool = False,
    with_ids: bool = False,
) -> Network:
    """Read the roll-up of an organization and all below it, of a period or of the last one that closed.

    `least` is how many schools have to stand behind a figure; by default what the organization has set.
    """
    if place.kind is OrganizationKind.SCHOOL:
        least = 1
    elif least is None:
        least = _least(session, workspace_id, place.id)
    blank = Network(place.id, place.name, place.code, place.kind, least)
    period = period or _latest(session, workspace_id, place, least)
    if period is None:
        return blank
    pooled = (lived if live else counted)(session, workspace_id, place, period)
    if ALL not in pooled:
        return blank
    everything = pooled[ALL]
    listed = with_ids and everything.tally.actions <= MOST_IDS
    keys = _keys(session, workspace_id, place.id, period) if listed else {}
    unseen = hidden({code: one.schools for code, one in pooled.items()}, least)
    shown = {code: None if code in unseen else _shares(one, keys.get(code)) for code, one in pooled.items()}
    return Network(
        *(place.id, place.name, place.code, place.kind, least, period),
        everything=shown.pop(ALL),
        schools=everything.schools,
        lines=_lines(kit, shown),
        parts=_parts(session, workspace_id, place, period, least),
        has_ids=listed,
    )


def _lines(kit: Kit, shown: Mapping[str, Shares | None]) -> tuple[Line, ...]:
    """The figures with the names of their practices and domains, in the order of the codes."""
    names = {domain.code: domain.name for domain in kit.catalogue.domains}
    names |= {code: practice.name for code, practice in kit.catalogue.practices.items()}
    return tuple(Line(code, names.get(code, code), shown[code]) for code in sorted(shown))


def lived(session: Session, workspace_id: int, place: Organization, period: str) -> dict[str, Pooled]:
    """Give the figures by code from every action and report."""
    rows = rollup.pooled(session, workspace_id, place.id, period)
    return {row.code: Pooled(Tally(*map(int, row[2:])), row.schools) for row in rows}


def counted(session: Session, workspace_id: int, place: Organization, period: str) -> dict[str, Pooled]:
    """Give the figures by code from the counters."""
    if place.kind is OrganizationKind.SCHOOL:
        rows = rollup_counts.own(session, workspace_id, place.id, period)
        return {row.code: Pooled(Tally.of(row), 1) for row in rows}
    totals = rollup_counts.totals(session, workspace_id, place.id, period)
    return {row.code: Pooled(Tally.of(row), row.schools) for row in totals}


def _least(session: Session, workspace_id: int, organization_id: int) -> int:
    chain = trees.above(session, workspace_id, organization_id)
    return Thresholds.model_validate(network.thresholds(session, workspace_id, chain)).network_least_schools


def _latest(session: Session, workspace_id: int, place: Organization, least: int) -> str | None:
    """The last period that enough schools have closed, or else the last one that anybody has."""
    if place.kind is OrganizationKind.SCHOOL:
        own = rollup_counts.own(session, workspace_id, place.id)
        return max((row.period for row in own), default=None)
    found = rollup_counts.periods(session, workspace_id, place.id, ALL)
    enough = [row.period for row in found if row.schools >= least]
    return next(iter([*enough, *(row.period for row in found)]), None)


def _parts(
    session: Session, workspace_id: int, place: Organization, period: str, least: int
) -> tuple[Part, ...]:
    """The districts below, small ones folded together; schools are looked at one by one and are no parts."""
    if place.kind is OrganizationKind.SCHOOL:
        return ()
    rows = rollup_counts.totals_below(session, workspace_id, place.id, period, ALL)
    together = folded([(row.organization_id, row.schools) for row in rows], least)
    shown, rest = [], Pooled()
    for row in rows:
        pooled = Pooled(Tally.of(row), row.schools)
        if row.organization_id in together:
            rest = rest.plus(pooled)
        else:
            shown.append(Part(row.name, row.code, _shares(pooled)))
    if together:
        shown.append(Part(None, None, _shares(rest) if rest.schools >= least else None, len(together)))
    return tuple(shown)


def _shares(pooled: Pooled, keys: _Keys | None = None) -> Shares:
    tally = pooled.tally
    if keys is None:
        return Shares(
            pooled.schools,
            Ratio(tally.completed, tally.actions),
            Ratio(tally.behind, tally.dated),
            Ratio(tally.reported_behind, tally.actions),
        )
    return Shares(
        pooled.schools,
        ratio_of(keys.completed, keys.actions),
        ratio_of(keys.behind, set(keys.actions) - set(keys.undated)),
        ratio_of(keys.said_behind, keys.actions),
    )


def _keys(session: Session, workspace_id: int, place_id: int, period: str) -> Mapping[str, _Keys]:
    found: dict[str, _Keys] = defaultdict(_Keys)
    for row in rollup.actions_behind(session, workspace_id, place_id, period):
        for code in codes_of(row.codes):
            _put(found[code], row)
    return found


def _put(keys: _Keys, row: Any) -> None:
    keys.actions.append(row.id)
    if row.completed:
        keys.completed.append(row.id)
    if row.behind:
        keys.behind.append(row.id)
    if row.undated:
        keys.undated.append(row.id)
    if row.reported_behind:
        keys.said_behind.append(row.id)
