"""The App Home: each person's desk, and the form that says when they are away."""

from __future__ import annotations

from typing import Final

from bot.blocks import parts as kit
from bot.blocks.coached import shelf_blocks
from bot.blocks.home_facts import Glance, Home, OwnAction, Waiting
from bot.blocks.instruments_home import workings_blocks
from bot.blocks.parts import Block, View
from bot.blocks.rootcause_home import sessions_blocks
from bot.blocks.subscribe import list_blocks
from bot.blocks.support_list import desk_blocks
from bot.ids import Act, Field, Modal
from bot.words import Words

MOST: Final = 12
"""Lines of one kind on a desk."""


def home_view(words: Words, home: Home) -> View:
    """The desk, most pressing first: check-ins, schools, own actions, subscriptions, days away."""
    if home.name is None:
        hello = [kit.header(words.label("home.welcome_unknown"))]
        return {
            "type": "home",
            "blocks": [*hello, kit.section(words.line("home.unknown_person", ask=home.ask))],
        }
    blocks = [
        kit.header(words.label("home.welcome", name=home.name)),
        kit.context(words.line("home.today", today=home.today)),
    ]
    if home.check_ins or home.answers_check_ins:
        blocks += _check_ins(words, home)
    if home.care is not None:
        blocks += [kit.divider(), *desk_blocks(words, home.care)]
    if home.schools:
        blocks += [kit.divider(), *_schools(words, home)]
    if sessions := sessions_blocks(words, home.sessions):
        blocks += [kit.divider(), *sessions]
    if workings := workings_blocks(words, home.workings, home.forms_now):
        blocks += [kit.divider(), *workings]
    if home.actions or home.answers_check_ins:
        blocks += [kit.divider(), *_actions(words, home)]
    if kept := shelf_blocks(words, home.shelf):
        blocks += [kit.divider(), *kept]
    blocks += [kit.divider(), *list_blocks(words, home.subscriptions)]
    blocks += [kit.divider(), *_away(words, home), kit.context(words.line("home.coach"))]
    return {"type": "home", "blocks": blocks[:100]}


def away_view(words: Words, first: str, last: str) -> View:
    """The form that says when a person is away; days are YYYY-MM-DD."""
    label = words.label
    blocks = [
        kit.section(words.line("home.away.none")),
        kit.field(label("home.away.first"), kit.datepicker(Act.INPUT, initial=first), Field.FIRST_DAY),
        kit.field(
            label("home.away.last"),
            kit.datepicker(Act.INPUT, initial=last),
            Field.LAST_DAY,
            hint=label("home.away.hint"),
        ),
    ]
    return kit.modal(
        Modal.AWAY,
        label("home.away.modal"),
        blocks,
        close=label("home.close"),
        submit=label("home.away.submit"),
    )


def glance_line(words: Words, one: Glance) -> str:
    """One school in a few lines of mrkdwn, what needs a look first."""
    return words.line(
        "home.school.line",
        school=one.school,
        period=one.period,
        on_time=one.on_time,
        received=one.received,
        lagging=one.lagging,
        urgent=one.urgent,
    )


def _check_ins(words: Words, home: Home) -> list[Block]:
    title = words.line("home.check_ins.title")
    if not home.check_ins:
        return [kit.section(f"{title}\n{words.line('home.check_ins.none')}")]
    return [kit.section(title), *(block for one in home.check_ins[:MOST] for block in _check_in(words, one))]


def _check_in(words: Words, one: Waiting) -> list[Block]:
    said = words.line(
        "home.check_ins.one",
        number=one.number,
        text=one.text,
        team=one.team,
        closes_on=one.closes_on,
        is_late=one.is_late,
    )
    value = f"{one.id}:{one.seen}"
    buttons = [
        kit.button(
            words.label(f"home.check_ins.{key}"),
            act,
            value,
            style,
            words.label(f"home.check_ins.{key}_spoken", number=one.number),
        )
        for key, act, style in (
            ("on_track", Act.HOME_ON_TRACK, "primary"),
            ("report", Act.HOME_CHECKIN, None),
        )
    ]
    return [kit.section(said), kit.actions(buttons)]


def _actions(words: Words, home: Home) -> list[Block]:
    title = words.line("home.actions.title")
    if not home.actions:
        return [kit.section(f"{title}\n{words.line('home.actions.none')}")]
    lines = [f"• {_action(words, one)}" for one in home.actions[:MOST]]
    if (more := len(home.actions) - MOST) > 0:
        lines.append(words.line("home.actions.more", count=more))
    return [kit.section("\n".join([title, *lines]))]


def _action(words: Words, one: OwnAction) -> str:
    return words.line(
        "home.actions.one",
        number=one.number,
        text=one.text,
        status=one.status,
        due_on=one.due_on,
        is_past=one.is_past,
    )


def _schools(words: Words, home: Home) -> list[Block]:
    several = len(home.schools) > 1
    title = (
        words.line("home.school.several")
        if several
        else words.line("home.school.title", school=home.schools[0].school)
    )
    blocks = [kit.section(title)]
    for one in home.schools:
        spoken = words.label("home.school.digest_spoken", school=one.school)
        button = kit.button(
            words.label("home.school.digest"), Act.HOME_DIGEST, str(one.cycle_id), spoken=spoken
        )
        blocks.append(kit.section(glance_line(words, one), button if one.cycle_id else None))
    if home.more_schools:
        blocks.append(kit.context(words.line("home.school.more", count=home.more_schools)))
    if home.may_measure:
        blocks.append(
            kit.actions([kit.button(words.label("home.school.measure"), Act.MEASURE_OPEN, "measure")])
        )
    return blocks


def _away(words: Words, home: Home) -> list[Block]:
    title = words.line("home.away.title")
    if home.away is None:
        button = kit.button(words.label("home.away.button"), Act.HOME_AWAY, "away")
        return [kit.section(f"{title}\n{words.line('home.away.none')}"), kit.actions([button])]
    first, last = home.away
    until = words.line("home.away.until", first=first, last=last)
    button = kit.button(words.label("home.away.back"), Act.HOME_BACK, "back")
    return [kit.section(f"{title}\n{until}"), kit.actions([button])]
