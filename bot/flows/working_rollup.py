"""What an instrument found at many organizations, element by element and year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from bot.catalogue.instruments import Rating
from bot.flows.kit import Kit, Refusal
from bot.flows.working_facts import Reader
from bot.flows.working_report import outside
from bot.rules.agreement import Together, tallied, together
from bot.rules.thresholds import Thresholds
from storage import instruments, network, organizations, trees
from storage.tables import Working
from storage.vocabulary_instruments import WorkingState


@dataclass(frozen=True, slots=True)
class Rolled:
    """An element in a period: what organizations said of it, each once; None where too few did."""

    item: str
    label: str
    period: str
    together: Together | None


def roll_up(
    session: Session, kit: Kit, workspace_id: int, form_id: str, code: str, least: int | None = None
) -> list[Rolled]:
    """Give an instrument's elements over the organizations at and below one, for every period.

    Of an organization that did it twice in a period the newer counts. The level is what it agreed on, or
    else the median of single answers, rounded down. Fewer organizations than `least` show nothing.
    Raises `Refusal` for an unknown instrument or organization.
    """
    form, place = kit.catalogue.instruments.get(form_id), organizations.by_code(session, workspace_id, code)
    if form is None:
        raise Refusal("instruments.cli.unknown_form", known=list(kit.catalogue.instruments))
    if place is None:
        raise Refusal("instruments.cli.unknown", code=code)
    below = trees.below(session, workspace_id, [place.id])
    rows = instruments.of_instruments(session, workspace_id, below, [form_id])
    newest = _newest(one for one in rows if one.state is WorkingState.CLOSED)
    bound = _least(session, workspace_id, place.id) if least is None else least
    found: dict[tuple[str, str], list[int]] = {}
    for (_, period), working in newest.items():
        room = outside(session, kit, workspace_id, working.id)
        reader = Reader(session, kit, room)
        for section in form.sections:
            for item in section.items:
                if isinstance(item, Rating) and (level := reader.level(section, item)) is not None:
                    found.setdefault((item.id, period), []).append(int(level))
    levels, labels = len(form.scale), {item.id: item.label for item in form.items}
    return [
        Rolled(item, labels[item], period, together(tallied(said), levels, bound))
        for (item, period), said in sorted(found.items(), key=lambda pair: (pair[0][1], pair[0][0]))
    ]


def rolled_json(one: Rolled) -> dict[str, object]:
    """Give an element for programs: how many organizations chose each level, median, agreement in percent."""
    group = one.together
    return {
        "item": one.item,
        "label": one.label,
        "period": one.period,
        "number": group.number if group else None,
        "counts": list(group.counts) if group else None,
        "median": group.median if group else None,
        "agreement": round(100 * group.agreement) if group else None,
    }


def _newest(workings: Iterable[Working]) -> Mapping[tuple[int, str], Working]:
    """The newest of each organization and period; they come newest first."""
    found: dict[tuple[int, str], Working] = {}
    for one in workings:
        found.setdefault((one.organization_id, one.period), one)
    return found


def _least(session: Session, workspace_id: int, organization_id: int) -> int:
    chain = trees.above(session, workspace_id, organization_id)
    return Thresholds.model_validate(network.thresholds(session, workspace_id, chain)).network_least_schools
