"""Entering a value as a principal does: pick the measure, slip, be asked, say that it is right."""

from __future__ import annotations

from tests.blockkit import words_of
from tests.measured import store_measures
from tests.town import Town


async def test_a_principal_enters_a_value_and_is_asked_about_a_slip(town: Town) -> None:
    with town.database.begin() as session:
        keys = store_measures(session, town.cast)
    paula = town.person("paula")
    await paula.open_home()
    await paula.until(lambda: paula.home is not None)
    await paula.click_home("measure.open")
    await paula.until(lambda: paula.modal is not None)
    which = f"{town.cast.organizations['cedar']}:strategy:{keys['S1.1.1']}"
    await paula.click_view("measure.pick", which, "measure")
    await paula.until(
        lambda: paula.modal is not None and "to reach this year: 60" in words_of(paula.modal["blocks"])
    )
    wrong = await paula.submit({"value": "some"})
    assert wrong.errors == {"value": "A number is needed here, such as 46.5."}
    await paula.submit({"value": "2.4"})
    assert paula.modal is not None
    assert "The decimal point may have slipped: the value before was 20." in words_of(paula.modal["blocks"])
    await paula.submit({"value": "24", "source": "12 visits in January"})
    assert paula.modal is not None
    assert "Saved: *S1.1.1* is 24" in words_of(paula.modal["blocks"])
