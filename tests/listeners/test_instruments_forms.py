"""Every guided form, a whole time through: begun, filled in, added to by a colleague, and read."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.catalogue.instruments import Instrument
from bot.sandbox.person import Person as Hands
from storage.tables import Role
from storage.vocabulary import RoleKind
from tests.blockkit import words_of
from tests.listeners.forms import opened
from tests.listeners.months import settle
from tests.people import PEOPLE
from tests.town import Town


def begins(hands: Hands, words: str) -> bool:
    """Whether the window in front begins with these words."""
    return hands.modal is not None and words_of(hands.modal["blocks"]).startswith(words)


def shows(hands: Hands, callback_id: str) -> bool:
    """Whether the window in front is this one."""
    return hands.modal is not None and hands.modal["callback_id"] == callback_id


FILLED: dict[str, Any] = {
    "plain_text_input": "Seen on Monday",
    "datepicker": "2026-11-02",
    "users_select": PEOPLE["lena"][0],
}


def filled(view: dict[str, Any]) -> dict[str, Any]:
    """Something for every input of a window."""
    found = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        if element["type"] in ("radio_buttons", "static_select"):
            found[block["block_id"]] = element["options"][-1]["value"]
        elif element["type"] == "checkboxes":
            found[block["block_id"]] = [element["options"][0]["value"]]
        else:
            found[block["block_id"]] = FILLED[element["type"]]
    return found


async def test_every_form_is_worked_through_section_by_section(town: Town) -> None:
    """Whoever leads begins each form and fills every field; a colleague adds to every table."""
    forms = town.milepost.kit.catalogue.instruments
    ada, lena = town.person("ada"), town.person("lena")
    with town.database.begin() as session:
        session.add(
            Role(
                workspace_id=town.cast.workspace_id,
                person_id=town.cast.people["lena"],
                organization_id=town.cast.organizations["cedar"],
                kind=RoleKind.LEADERSHIP,
            )
        )
    for form in forms.values():
        here = lena if form.suits == ("school",) else ada
        other = ada if here is lena else lena
        place = "cedar" if here is lena else "lincoln"
        shown = (await here.command("/milepost forms"))[-1]
        begin = next(
            one["block_id"] for one in shown.blocks if one.get("accessory", {}).get("value") == form.id
        )
        await here.click(shown, "work.begin", block_id=begin)
        await here.until(partial(begins, here, ""))
        fields = {block.get("block_id"): block for block in (here.modal or {})["blocks"]}
        typed: dict[str, Any] = {"who": [other.id]}
        if "item" in fields:
            typed["item"] = f"{form.id}:{town.cast.organizations[place]}"
        if "method" in fields:
            typed["method"] = "together"
        if "choice" in fields:
            typed["choice"] = []
        sent = await here.submit(typed)
        assert sent.errors == {}, (form.id, sent)
        await settle(town)
        await here.close(everything=True)
        await opened(here, form.sections[0].id)
        await fill_all(here, form)
        await settle(town)
        await here.close(everything=True)
        for section in form.sections:
            for item in section.items:
                if item.kind == "table":
                    await add_row(other, form.name, section.id, f"{item.id}")
        await settle(town)
        root = next(one for one in reversed(here.messages()) if "work.lead" in str(one.blocks))
        assert f"{len(form.sections)} of {len(form.sections)} sections are filled in" in root.text
        await here.click(root, "work.see")
        await here.until(partial(shows, here, "modal.work_seen"))
        text = words_of((here.modal or {})["blocks"])
        assert all(item.label in text for item in form.items)
        await here.close(everything=True)


async def add_row(hands: Hands, name: str, section: str, table: str) -> None:
    """Fill in the first row of a table, or a new one."""
    if hands.modal is None:
        message = next(
            one for one in reversed(hands.messages()) if name in one.text and "work.open" in str(one.blocks)
        )
        await hands.click(message, "work.open")
        await hands.until(lambda: hands.modal is not None)
        await hands.click_view("work.section", block_id=f"part:{section}")
        await hands.until(lambda: (hands.modal or {}).get("callback_id") == "modal.work_section")
    blocks = (hands.modal or {})["blocks"]
    for block in blocks:
        for element in [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]:
            value = str(element.get("value", ""))
            if f":{table}:" in value and element["action_id"] in ("work.row_add", "work.row_edit"):
                await hands.click_view(element["action_id"], block_id=block["block_id"])
                await hands.until(lambda: (hands.modal or {}).get("callback_id") == "modal.work_row")
                sent = await hands.submit(filled(hands.modal or {}))
                assert sent.errors == {}, sent
                await hands.until(lambda: "Seen on Monday" in str(hands.modal))
                await hands.close(everything=True)
                return
    raise AssertionError(f"{table} has no row to fill in")


async def fill_all(hands: Hands, form: Instrument) -> None:
    """Fill in every field of every section, each shown when the one before was sent."""
    for section in form.sections:
        await hands.until(partial(begins, hands, section.name))
        sent = await hands.submit(filled(hands.modal or {}))
        assert sent.errors == {}, (form.id, section.id, sent)
