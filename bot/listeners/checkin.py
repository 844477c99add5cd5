"""Check-ins: `/milepost checkin`, the shortcut, and the buttons under a question or a receipt."""

from __future__ import annotations

from bot.blocks.checkin_forms import success_modal
from bot.blocks.checkin_list import list_modal
from bot.flows import checkin, checkin_list, checkin_pass, checkin_report
from bot.forms.checkin_sent import read_button
from bot.ids import Modal
from bot.listeners.visit import Visit


async def show_mine(visit: Visit) -> None:
    """List what waits for this person."""
    text, blocks = await visit.read(checkin_list.my_check_ins, visit.who, visit.now)
    await visit.ack()
    await visit.whisper(text, blocks)


async def show_mine_in_window(visit: Visit) -> None:
    """The same where there is no conversation to answer in."""
    _, blocks = await visit.read(checkin_list.my_check_ins, visit.who, visit.now)
    await visit.ack()
    await visit.open(list_modal(visit.kit.words, blocks))


async def all_on_track(visit: Visit) -> None:
    """One click: everything moves as planned."""
    check_in_id, seen = read_button(visit.action)
    await visit.run(checkin.all_on_track, visit.who, check_in_id, seen, visit.now)
    await visit.ack()
    await refresh(visit)


async def undo(visit: Visit) -> None:
    """Take the last answer back."""
    check_in_id, seen = read_button(visit.action)
    await visit.run(checkin.undo, visit.who, check_in_id, seen, visit.now)
    await visit.ack()
    await refresh(visit)


async def open_report(visit: Visit) -> None:
    """Open the report, filled with what is known."""
    check_in_id, _ = read_button(visit.action)
    view = await visit.read(checkin_report.open_report, visit.who, check_in_id, visit.now)
    await visit.ack()
    await visit.open(view)


async def open_later(visit: Visit) -> None:
    """Ask when to come back."""
    check_in_id, _ = read_button(visit.action)
    view = await visit.read(checkin_pass.open_later, visit.who, check_in_id, visit.now)
    await visit.ack()
    await visit.open(view)


async def open_hand_over(visit: Visit) -> None:
    """Ask who can answer instead."""
    check_in_id, _ = read_button(visit.action)
    view = await visit.read(checkin_pass.open_hand_over, visit.who, check_in_id, visit.now)
    await visit.ack()
    await visit.open(view)


async def open_success(visit: Visit) -> None:
    """Ask what went well."""
    check_in_id, _ = read_button(visit.action)
    await visit.ack()
    await visit.open(success_modal(visit.kit.words, check_in_id))


async def open_history(visit: Visit) -> None:
    """Show what was said before."""
    check_in_id, _ = read_button(visit.action)
    view = await visit.read(checkin_list.history, visit.who, check_in_id, visit.now)
    await visit.ack()
    await visit.open(view)


async def refresh(visit: Visit) -> None:
    """Bring a person's own list up to date; a prompt in a conversation is brought up to date by the drain."""
    in_window = (visit.body.get("view") or {}).get("callback_id") == Modal.CHECKIN_LIST
    is_ephemeral = (visit.body.get("container") or {}).get("is_ephemeral")
    if not in_window and not is_ephemeral:
        return
    text, blocks = await visit.read(checkin_list.my_check_ins, visit.who, visit.now)
    if in_window:
        await visit.update(list_modal(visit.kit.words, blocks))
    else:
        await visit.whisper(text, blocks, instead=True)
