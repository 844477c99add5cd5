"""Guided forms: found, begun, worked through a section at a time, led, and decided upon."""

from __future__ import annotations

from bot.blocks.instruments_start import found_blocks
from bot.flows import working, working_doors, working_rows, working_start, working_views
from bot.forms.instruments import Held, read_row, read_section, read_start
from bot.listeners import replies
from bot.listeners.visit import Visit


async def _find(visit: Visit, command: str | None) -> None:
    """Show what is under way and what can be begun; where it can only be one thing, open its window."""
    found = await visit.read(working_start.choices, visit.who, command)
    forms = {place.form.id: place.form for place in found.places}
    if not found.under_way and len(forms) == 1:
        view = await visit.read(working_doors.window, visit.who, next(iter(forms)), _channel(visit))
        await visit.ack()
        await visit.open(view)
        return
    await visit.ack()
    month = visit.now.month
    listed = [(form, month in form.months) for form in forms.values()]
    await visit.whisper(*found_blocks(visit.kit.words, found.under_way, listed))


async def reflect(visit: Visit) -> None:
    """Answer `/milepost reflect`."""
    await _find(visit, "reflect")


async def profile(visit: Visit) -> None:
    """Answer `/milepost profile`."""
    await _find(visit, "profile")


async def roadmap(visit: Visit) -> None:
    """Answer `/milepost roadmap`."""
    await _find(visit, "roadmap")


async def process(visit: Visit) -> None:
    """Answer `/milepost process`."""
    await _find(visit, "process")


async def needs(visit: Visit) -> None:
    """Answer `/milepost needs`."""
    await _find(visit, "needs")


async def forms(visit: Visit) -> None:
    """Answer `/milepost forms`: every guided form, a district's own too."""
    await _find(visit, None)


async def ask_start(visit: Visit) -> None:
    """Open the window in which a form is begun."""
    view = await visit.read(working_doors.window, visit.who, visit.action["value"], _channel(visit))
    await visit.ack()
    await visit.open(view)


async def begin(visit: Visit) -> None:
    """Begin what a window described, and say so."""
    form = read_start(visit.view)
    if isinstance(form, dict):
        await replies.wrong(visit, form)
        return
    channel = visit.view["private_metadata"].split("|")[1] or None
    key = f"form:{visit.view['id']}"
    working_id = await visit.run(working_start.start, visit.who, form, channel, key, visit.now)
    await replies.done(visit, await visit.read(working_doors.begun, visit.who, working_id))


async def open_sections(visit: Visit) -> None:
    """Show a working's sections."""
    view = await visit.read(working_views.sections, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()
    await visit.open(view)


async def open_section(visit: Visit) -> None:
    """Put a section in the place of the list."""
    working_id, _, section = visit.action["value"].partition(":")
    view = await visit.read(working_views.section, visit.who, int(working_id), section, visit.now)
    await visit.ack()
    await visit.update(view)


async def send_section(visit: Visit) -> None:
    """Store a section and go on with the next; at the end show the list of sections."""
    held = Held.of(visit.view)
    form = await visit.read(working_views.section_of, visit.who, held.working_id, held.section)
    sent = read_section(visit.view, form)
    if isinstance(sent, dict):
        await replies.wrong(visit, sent)
        return
    kept = await visit.run(working.send_section, visit.who, held.working_id, sent, visit.now)
    view = await visit.read(working_views.after, visit.who, held, kept, visit.now)
    await visit.ack(response_action="update", view=view)


async def see(visit: Visit) -> None:
    """Show where a working stands."""
    view = await visit.read(working_views.whole, visit.who, int(visit.action["value"]), visit.now)
    await visit.ack()
    await visit.open(view)


async def compare(visit: Visit) -> None:
    """Set a working beside an earlier one."""
    working_id, _, earlier = visit.action["value"].partition(":")
    view = await visit.read(working_views.compared, visit.who, int(working_id), int(earlier), visit.now)
    await visit.ack()
    await visit.open(view)


async def agree(visit: Visit) -> None:
    """Take a school's yes."""
    await visit.run(working_start.agree, visit.who, int(visit.action["value"]), True, visit.now)
    await visit.ack()


async def decline(visit: Visit) -> None:
    """Take a school's no."""
    await visit.run(working_start.agree, visit.who, int(visit.action["value"]), False, visit.now)
    await visit.ack()


async def add_row(visit: Visit) -> None:
    """Open the window for a row of a table, on top of its section."""
    working_id, table, row = visit.action["value"].split(":", 2)
    view = await visit.read(working_rows.row, visit.who, int(working_id), table, row, visit.now)
    await visit.ack()
    await visit.open(view)


async def change_row(visit: Visit) -> None:
    """Open a row, move it, or take it away; the section's window shows what became of it."""
    verb, working_id, table, row = visit.action["selected_option"]["value"].split(":", 3)
    place = (int(working_id), table, row)
    if verb == "edit":
        view = await visit.read(working_rows.row, visit.who, *place, visit.now)
        await visit.ack()
        await visit.open(view)
        return
    section = await visit.run(working_rows.move_row, visit.who, verb, place, visit.now)
    await visit.ack()
    await visit.update(await visit.read(working_views.section, visit.who, place[0], section, visit.now))


async def send_row(visit: Visit) -> None:
    """Store a row; the section's window below shows it."""
    held = Held.of(visit.view)
    columns = await visit.read(working_rows.columns_of, visit.who, held)
    cells = read_row(visit.view, columns)
    section = await visit.run(
        working_rows.keep_row, visit.who, held, cells, f"r-{visit.view['id']}", visit.now
    )
    await visit.ack()
    view = await visit.read(working_views.section, visit.who, held.working_id, section, visit.now)
    below = visit.view["previous_view_id"] or visit.view["root_view_id"]
    await visit.show(visit.client.views_update(view_id=below, view=view))


def _channel(visit: Visit) -> str:
    """The channel that a command or a button came from; nothing for a direct message or the desk."""
    channel = visit.body.get("channel_id") or (visit.body.get("channel") or {}).get("id") or ""
    return channel if str(channel).startswith(("C", "G")) else ""
