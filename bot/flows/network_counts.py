"""The counters by practice, kept by whoever changes what they count.

They are kept for closed cycles: an answer before the close costs nothing. A close, a late answer or one
taken back, a plan that comes in anew and a change of course count the organization again, which is one
statement over its own rows, and add the difference to the totals of all above it. So totals need no
order among schools: each adds what it changed. The caller holds the organization (`flags.hold`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlmodel import Session

from bot.rules.rollup import FIGURES, Tally, by_code
from storage import calendars, flags, network, rollup, rollup_counts, trees
from storage.tables import PracticeCount, PracticeTotal
from storage.vocabulary import OrganizationKind

Key = tuple[str, str]
"""A period and a code."""

MANY = 5_000
"""Rows that are written with one statement."""


def keep(session: Session, workspace_id: int, organization_id: int, period: str | None = None) -> None:
    """Bring an organization's counters in line with its rows: of one closed period, or of all of them."""
    flags.hold(session, workspace_id, organization_id)
    now = _counted(session, workspace_id, organization_id, period)
    before = {
        (row.period, row.code): Tally.of(row)
        for row in rollup_counts.own(session, workspace_id, organization_id, period)
    }
    changed = {
        key: (before.get(key, Tally()), now.get(key, Tally()))
        for key in sorted(now.keys() | before.keys())
        if now.get(key) != before.get(key)
    }
    if not changed:
        return
    fixed = {"workspace_id": workspace_id}
    own = fixed | {"organization_id": organization_id}
    rollup_counts.put(session, [own | _row(key, new) for key, (_, new) in changed.items()])
    above = _above(session, workspace_id, organization_id)
    school = above[0] != organization_id
    rollup_counts.add(
        session,
        [
            fixed | {"organization_id": one, "schools": _gained(old, new) if school else 0}
            | _row(key, new.minus(old))
            for one in above
            for key, (old, new) in changed.items()
        ],
    )  # fmt: skip
    if any(not new.actions for _, new in changed.values()):
        rollup_counts.forget_empty(session, workspace_id, [organization_id, *above])


def rebuild(session: Session, workspace_id: int) -> None:
    """Count everything anew, from the rows of every closed cycle."""
    rollup_counts.forget(session, workspace_id, PracticeCount)
    waiting: list[dict[str, Any]] = []
    fixed = {"workspace_id": workspace_id}
    for organization_id, counted in _by_organization(rollup.carried(session, workspace_id)):
        own = fixed | {"organization_id": organization_id}
        waiting += [own | _row(key, tally) for key, tally in counted.items()]
        if len(waiting) >= MANY:
            rollup_counts.put(session, waiting)
            waiting = []
    rollup_counts.put(session, waiting)
    retotal(session, workspace_id)


def retotal(session: Session, workspace_id: int) -> None:
    """Add up all totals anew: the tree of organizations has changed."""
    rollup_counts.forget(session, workspace_id, PracticeTotal)
    tree = calendars.tree(session, workspace_id)
    kinds = network.kinds(session, workspace_id)
    chains = {key: _chain(tree, kinds, key) for key in tree}
    for period in rollup_counts.all_periods(session, workspace_id):
        sums: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0] * (1 + len(FIGURES)))
        for row in rollup_counts.of_period(session, workspace_id, period):
            added = (int(kinds[row.organization_id] is OrganizationKind.SCHOOL), *row[2:])
            for one in chains[row.organization_id]:
                total = sums[one, row.code]
                for at, count in enumerate(added):
                    total[at] += count
        names = ("schools", *FIGURES)
        rollup_counts.add(
            session,
            [
                {"workspace_id": workspace_id, "organization_id": one, "period": period, "code": code}
                | dict(zip(names, total, strict=True))
                for (one, code), total in sorted(sums.items())
            ],
        )


def _counted(
    session: Session, workspace_id: int, organization_id: int, period: str | None
) -> dict[Key, Tally]:
    rows = rollup.carried(session, workspace_id, organization_id=organization_id, period=period)
    return next((counted for _, counted in _by_organization(rows)), {})


def _by_organization(rows: Iterable[Any]) -> Iterator[tuple[int, dict[Key, Tally]]]:
    """Give each organization with its tallies by period and code; rows come organization by organization."""
    for organization_id, its_rows in groupby(rows, key=attrgetter("organization_id")):
        counted: dict[Key, Tally] = {}
        for period, of_period in groupby(its_rows, key=attrgetter("period")):
            tallies = by_code((row.codes, Tally(*row[3:])) for row in of_period)
            counted |= {(period, code): tally for code, tally in tallies.items()}
        yield organization_id, counted


def _above(session: Session, workspace_id: int, organization_id: int) -> tuple[int, ...]:
    """Whose totals an organization is part of: all above it, and its own unless it is a school."""
    chain = trees.above(session, workspace_id, organization_id)
    kind = network.kinds(session, workspace_id, organization_id)[organization_id]
    return chain[1:] if kind is OrganizationKind.SCHOOL else chain


def _chain(tree: Mapping[int, Any], kinds: Mapping[int, OrganizationKind], key: int) -> tuple[int, ...]:
    found: list[int] = []
    at: int | None = key
    while at is not None and at not in found:
        found.append(at)
        at = tree[at].parent_id
    return tuple(found[1:] if kinds[key] is OrganizationKind.SCHOOL else found)


def _gained(old: Tally, new: Tally) -> int:
    """1 for a code that a school has now and had not, -1 for one that it has no more."""
    return bool(new.actions) - bool(old.actions)


def _row(key: Key, tally: Tally) -> dict[str, Any]:
    return {"period": key[0], "code": key[1], **{name: getattr(tally, name) for name in FIGURES}}
