"""The forms of a check-in, while they are filled in and when they are sent."""

from __future__ import annotations

from bot.flows import checkin, checkin_pass, checkin_report
from bot.forms.checkin_sent import read_colleague, read_moment, read_sent, read_success
from bot.listeners.visit import Visit


async def reveal(visit: Visit) -> None:
    """Show what the chosen status calls for; what was typed stays, because the ids stay."""
    view = await visit.read(checkin_report.show_again, visit.who, read_sent(visit.view), visit.now)
    await visit.ack()
    await visit.update(view)


async def turn_page(visit: Visit) -> None:
    """Keep this page and show another one."""
    sent, to = read_sent(visit.view), int(visit.action["value"])
    view = await visit.run(checkin_report.turn_page, visit.who, sent, to, visit.now)
    await visit.ack()
    await visit.update(view)


async def send_report(visit: Visit) -> None:
    """Store the report, or say beside the fields what is missing."""
    reply = await visit.run(checkin_report.send, visit.who, read_sent(visit.view), visit.now)
    await visit.ack(**reply)


async def put_off(visit: Visit) -> None:
    """Come back later."""
    check_in_id, when = read_moment(visit.view)
    await visit.run(checkin_pass.later, visit.who, check_in_id, when, visit.now)
    await visit.ack()


async def hand_over(visit: Visit) -> None:
    """Ask a colleague instead."""
    check_in_id, person_id = read_colleague(visit.view)
    await visit.run(checkin_pass.hand_over, visit.who, check_in_id, person_id, visit.now)
    await visit.ack()


async def add_success(visit: Visit) -> None:
    """Add a success to the answer."""
    check_in_id, words, key = read_success(visit.view)
    await visit.run(checkin.add_success, visit.who, check_in_id, words, key, visit.now)
    await visit.ack()
