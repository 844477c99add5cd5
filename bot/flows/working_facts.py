"""A working as it is shown: who has done what, what stands, and what may be seen of single answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session

from bot.blocks.instruments_facts import (
    Decided,
    ItemSeen,
    Part,
    RowSeen,
    SectionSeen,
    WorkingFacts,
)
from bot.blocks.instruments_facts import View as Standing
from bot.catalogue.instruments import AnyItem, Checklist, PersonItem, Pick, Rating, Section, Table
from bot.flows.kit import Kit
from bot.flows.working import Room
from bot.rules.agreement import tallied, together
from bot.rules.revisions import standing
from storage import people
from storage.tables.instruments import WorkingAnswer
from storage.vocabulary_instruments import WorkingMode, WorkingState

ROLE_SEPARATOR = " · "


def facts_of(session: Session, kit: Kit, room: Room) -> WorkingFacts:
    """Give what a working's messages and windows show of it."""
    here, seats = room.working, room.whole.seats
    asked = [section.id for section in room.sections]
    wanted = {seat.id: _wanted(room, seat.handed, asked) for seat in seats}
    done = {seat.id: wanted[seat.id] & set(seat.done) for seat in seats}
    ids = {here.facilitator_id, here.started_by_id, *(seat.person_id for seat in seats)}
    names = {key: row.name for key, row in people.names(session, here.workspace_id, ids).items()}
    invited = [seat for seat in seats if wanted[seat.id]]
    return WorkingFacts(
        id=here.id,
        form=room.form,
        kind=room.organization.kind,
        organization=room.organization.name,
        period=here.period,
        mode=here.mode,
        state=here.state,
        facilitator=names.get(here.facilitator_id, ""),
        parts=tuple(_part(room, section, names) for section in room.sections),
        is_nameless=here.is_nameless,
        least=here.least if here.is_nameless else 1,
        is_paused=here.paused_on is not None,
        due_on=here.due_on,
        finished=sum(done[seat.id] == wanted[seat.id] for seat in invited),
        begun=sum(set() < done[seat.id] < wanted[seat.id] for seat in invited),
        unheard=tuple(names[seat.person_id] for seat in invited if not done[seat.id]),
        differ=_differing(room),
        decisions=_decisions(session, room),
        proposed_by=names.get(here.started_by_id, ""),
        may_lead=room.person_id in (here.facilitator_id, here.started_by_id),
    )


def _wanted(room: Room, handed: Iterable[str], asked: Iterable[str]) -> set[str]:
    return set(handed) if room.working.mode is WorkingMode.SECTIONS else set(asked)


def _part(room: Room, section: Section, names: Mapping[int, str]) -> Part:
    seats, mine = room.whole.seats, room.seat
    sent = [seat for seat in seats if section.id in seat.done]
    reviewed = {one.item for one in room.whole.shared}
    in_review = room.working.mode is WorkingMode.ALONE and not room.is_alone
    if room.is_alone:
        is_done = mine is not None and section.id in mine.done
    elif in_review:
        is_done = any(item.id in reviewed for item in section.items)
    else:
        is_done = bool(sent)
    handed = [seat for seat in seats if section.id in seat.handed]
    return Part(
        section.id,
        section.name,
        section.group,
        len(sent),
        tuple(names[seat.person_id] for seat in handed),
        mine in handed,
        is_done,
    )


def _differing(room: Room) -> int:
    places = {(one.item, one.row) for one in room.whole.shared}
    return sum(
        len(standing([one for one in room.whole.shared if (one.item, one.row) == place])) > 1
        for place in places
    )


def _decisions(session: Session, room: Room) -> tuple[Decided, ...]:
    rows = room.whole.decisions
    owners = people.names(
        session, room.working.workspace_id, [one.person_id for one in rows if one.person_id]
    )
    return tuple(
        Decided(
            one.kind,
            one.words,
            owners[one.person_id].name if one.person_id in owners else None,
            one.due_on,
            one.became,
        )
        for one in rows
    )


def seen(session: Session, kit: Kit, room: Room, section: Section) -> SectionSeen:
    """Give a section with everything that the person in the room may see of it now."""
    reader = Reader(session, kit, room)
    return SectionSeen(section, tuple(reader.item(section, item) for item in room.asked(section)))


class Reader:
    """Reads what may be seen of a working; names are looked up once."""

    def __init__(self, session: Session, kit: Kit, room: Room) -> None:
        """Look up whose answers there are."""
        self._session = session
        self._room = room
        ids = {one.person_id for one in (*room.whole.shared, *room.whole.own)}
        self._names = people.names(session, room.working.workspace_id, ids)

    def item(self, section: Section, item: AnyItem) -> ItemSeen:
        """Give one item as it may be seen now."""
        if isinstance(item, Table):
            return ItemSeen(item, rows=tuple(self._rows(item)))
        views = tuple(self._view(item, one) for one in standing(self._room.revisions(item.id)) if one.value)
        if self._room.working.mode is not WorkingMode.ALONE or self._room.is_alone:
            return ItemSeen(item, views)
        if self._room.working.state is WorkingState.PROPOSED:
            return ItemSeen(item, views)
        if self._room.working.is_nameless:
            return self._counted(section, item, views)
        return self._gathered(item, views)

    def median(self, section: Section, item: AnyItem) -> float | None:
        """Give a rating to compare: the median of single answers, or else what was agreed on."""
        one = self.item(section, item)
        return one.together.median if one.together else self.level(section, item)

    def level(self, section: Section, item: AnyItem) -> float | None:
        """Give a rating's level: what was agreed on, else the median of single answers."""
        one = self.item(section, item)
        shared = (one.views[-1].value or {}).get("level") if one.views else None
        if shared is not None:
            return float(shared)
        return one.together.median if one.together else None

    def _counted(self, section: Section, item: AnyItem, views: tuple[Standing, ...]) -> ItemSeen:
        """What was answered without a name: nothing at all of fewer than the least number."""
        row, least = self._room.whole.counts.get(item.id), self._room.working.least
        if row is None:
            return ItemSeen(item, views)
        sent = sum(section.id in seat.done for seat in self._room.whole.seats)
        number = sum(row.counts.values()) if isinstance(item, Rating | Pick) else sent
        if min(sent, number) < least:
            return ItemSeen(item, views, hidden=bool(sent))
        if isinstance(item, Rating):
            levels = {int(level): count for level, count in row.counts.items()}
            group = together(levels, len(self._room.form.scale), least)
            return ItemSeen(item, views, together=group, words=tuple(row.words))
        return ItemSeen(item, views, counts=_by_label(item, row.counts), words=tuple(row.words))

    def _gathered(self, item: AnyItem, views: tuple[Standing, ...]) -> ItemSeen:
        """What was answered with names, put together."""
        newest = [
            rows[-1].value
            for seat in self._room.whole.seats
            if (
                rows := [one for one in self._room.whole.own if (one.seat_id, one.item) == (seat.id, item.id)]
            )
        ]
        values = [value for value in newest if value]
        words = [
            str(value[key]) for value in values for key in ("evidence", "words", "other") if key in value
        ]
        if isinstance(item, Rating):
            levels = tallied([value["level"] for value in values if "level" in value])
            group = together(levels, len(self._room.form.scale))
            return ItemSeen(item, views, together=group, words=tuple(sorted(words)))
        chosen: dict[str, int] = {}
        for value in values:
            for option in [*value.get("options", ()), *([value["option"]] if "option" in value else [])]:
                chosen[option] = chosen.get(option, 0) + 1
        return ItemSeen(item, views, counts=_by_label(item, chosen), words=tuple(sorted(words)))

    def _rows(self, table: Table) -> list[RowSeen]:
        rows = [one for one in self._room.whole.shared if one.item == table.id]
        found: list[tuple[float, RowSeen]] = []
        for key in dict.fromkeys([*(row.id for row in table.rows), *(one.row for one in rows)]):
            top = next(iter(reversed(standing([one for one in rows if one.row == key]))), None)
            fixed = next((row.label for row in table.rows if row.id == key), None)
            if top is None or top.value is None:
                if fixed:
                    found.append((0.0, RowSeen(key, {}, fixed, top.id if top else None)))
                continue
            raw = top.value["cells"]
            cells = {
                column.id: self._cell(column.kind, column.label, raw[column.id])
                for column in table.columns
                if column.id in raw
            }
            found.append((top.value.get("position", 0.0), RowSeen(key, cells, fixed, top.id)))
        return [row for _, row in (found if table.rows else sorted(found, key=lambda pair: pair[0]))]

    def _cell(self, kind: str, label: str, value: Any) -> str:
        if kind == "person":
            return self._person(str(value))
        return label if kind == "check" else str(value)

    def _view(self, item: AnyItem, one: WorkingAnswer) -> Standing:
        by = self._names[one.person_id].name if one.person_id in self._names else ""
        return Standing(one.id, self.text(item, one.value or {}), by, one.value)

    def text(self, item: AnyItem, value: Mapping[str, Any]) -> str:
        """Give an answer as text: names of levels and options, evidence behind a dash."""
        if isinstance(item, Rating):
            level = value.get("level")
            said = [self._room.form.scale[level - 1].name] if level else []
            return " – ".join([*said, *([value["evidence"]] if value.get("evidence") else [])])
        if isinstance(item, Pick | Checklist):
            labels = {option.id: option.label for option in item.options}
            picked = [*value.get("options", ()), *([value["option"]] if "option" in value else [])]
            said = [labels.get(option, option) for option in picked]
            return ", ".join([*said, *([value["other"]] if value.get("other") else [])])
        if isinstance(item, PersonItem):
            who = [self._person(value["person"])] if "person" in value else []
            return ROLE_SEPARATOR.join([*who, *([value["role"]] if "role" in value else [])])
        return str(value.get("words") or value.get("day") or "")

    def _person(self, slack_user_id: str) -> str:
        row = people.by_slack_id(self._session, self._room.working.workspace_id, slack_user_id)
        return str(row.name) if row is not None else slack_user_id


def _by_label(item: AnyItem, counts: Mapping[str, int]) -> dict[str, int]:
    options = item.options if isinstance(item, Pick | Checklist) else ()
    return {option.label: counts[option.id] for option in options if option.id in counts}
