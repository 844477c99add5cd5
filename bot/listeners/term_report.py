"""Reports of terms: asked for by command, taken as files, written under by those who met about them."""

from __future__ import annotations

from bot.flows import term_decide, term_files, term_told
from bot.forms.term_report import DecisionForm, read_confirmed, read_decision, read_section, section_of
from bot.listeners import replies
from bot.listeners.visit import Visit


async def ask(visit: Visit) -> None:
    """Send a report to the person who asked, with its picture."""
    said = await visit.run(term_told.ask, visit.who, visit.words, visit.now)
    await visit.ack()
    await replies.tell(visit, said)


async def ask_story(visit: Visit) -> None:
    """Send the story of the year."""
    said = await visit.run(term_told.ask, visit.who, f"story {visit.words}", visit.now)
    await visit.ack()
    await replies.tell(visit, said)


async def ask_file(visit: Visit) -> None:
    """Have the report that was read made into a file, which comes as a message."""
    report_id, kind, form = visit.action["selected_option"]["value"].split(":")
    key = f"{visit.action['action_ts']}:{visit.who.slack_user_id}"
    said = await visit.run(term_files.ask, visit.who, int(report_id), kind, form, key, visit.now)
    await visit.ack()
    await replies.tell(visit, said)


async def open_decide(visit: Visit) -> None:
    """Open the form for a decision."""
    report_id = int(visit.action["value"])
    view = await visit.read(term_decide.open_decide, visit.who, report_id, visit.now)
    await visit.ack()
    await visit.open(view)


async def decide(visit: Visit) -> None:
    """Store a decision, and say so in the form's place."""
    form = read_decision(visit.view)
    if not isinstance(form, DecisionForm):
        await replies.wrong(visit, form)
        return
    report_id, key = int(visit.view["private_metadata"]), f"decide:{visit.view['id']}"
    said = await visit.run(term_decide.decide, visit.who, report_id, form, key, visit.now)
    await replies.done(visit, said)


async def open_confirm(visit: Visit) -> None:
    """Open the form in which leadership says which milestones are done."""
    report_id = int(visit.action["value"])
    view = await visit.read(term_decide.open_confirm, visit.who, report_id, visit.now)
    await visit.ack()
    await visit.open(view)


async def confirm(visit: Visit) -> None:
    """Store which milestones are done, and say so in the form's place."""
    report_id = int(visit.view["private_metadata"])
    ticked, offered = read_confirmed(visit.view)
    said = await visit.run(term_decide.confirm, visit.who, report_id, ticked, offered, visit.now)
    await replies.done(visit, said)


async def pick_section(visit: Visit) -> None:
    """Open the form for a section of the story, or show the section that was chosen in it."""
    if "value" in visit.action:
        report_id, _, section = visit.action["value"].partition(":")
        view = await visit.read(term_decide.open_story, visit.who, int(report_id), section, visit.now)
        await visit.ack()
        await visit.open(view)
        return
    report_id = visit.view["private_metadata"].partition(":")[0]
    section = section_of(visit.view)
    view = await visit.read(term_decide.open_story, visit.who, int(report_id), section, visit.now)
    await visit.ack()
    await visit.update(view)


async def write_story(visit: Visit) -> None:
    """Store what was written into a section, and say so in the form's place."""
    report_id, _, section = visit.view["private_metadata"].partition(":")
    words = read_section(visit.view, section)
    said = await visit.run(term_decide.write_story, visit.who, int(report_id), section, words, visit.now)
    await replies.done(visit, said)
