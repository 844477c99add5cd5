"""Hands that work with guided forms."""

from __future__ import annotations

from typing import Any

from bot.sandbox.person import Person as Hands
from tests.listeners.months import settle
from tests.people import PEOPLE
from tests.town import Town


async def begun(town: Town, leader: str, mode: str, who: tuple[str, ...], **typed: Any) -> Hands:
    """Have somebody of the district begin the self-reflection; give their hands."""
    hands = town.person(leader)
    await hands.command("/milepost reflect")
    await hands.until(lambda: hands.modal is not None)
    sent = await hands.submit({"who": [PEOPLE[one][0] for one in who], "method": mode, **typed})
    assert sent.errors == {}, sent
    await settle(town)
    await hands.close(everything=True)
    return hands


async def opened(hands: Hands, section: str) -> dict[str, Any]:
    """Open a section from the newest message that offers to work."""
    message = next(one for one in reversed(hands.messages()) if "work.open" in str(one.blocks))
    await hands.click(message, "work.open")
    await hands.until(lambda: hands.modal is not None)
    await hands.click_view("work.section", block_id=f"part:{section}")
    await hands.until(lambda: (hands.modal or {}).get("callback_id") == "modal.work_section")
    view = hands.modal
    assert view is not None
    return view
