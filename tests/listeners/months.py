"""September in the town: asked, answered by the reading team, closed, told."""

from __future__ import annotations

from tests.town import Town

TOLD = "2026-10-01 08:01"


async def tell_september(town: Town) -> None:
    """One action of the reading team is behind and wants help; the family team says nothing."""
    await town.go_to("2026-09-25 09:00")
    await town.quiet()
    dana, action = town.person("dana"), town.cast.actions["cedar 1.1.1.2"]
    (prompt,) = dana.messages()
    await dana.click(prompt, "checkin.report")
    await dana.until(lambda: dana.modal is not None)
    await dana.click_view("checkin.status", "behind", f"status:{action}")
    await town.quiet()
    sent = await dana.submit({f"cause:{action}": "staffing", f"support:{action}": "A substitute for a day"})
    assert sent.errors == {}
    await town.quiet()
    await town.go_to(TOLD)
    await settle(town)


async def settle(town: Town) -> None:
    """Everything that is due has arrived."""
    await town.quiet()
    await town.beat()
    await town.quiet()
