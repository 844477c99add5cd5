"""A Slack that takes its time: a visit is acknowledged all the same."""

from __future__ import annotations

from tests.town import Town


async def test_a_slow_slack_delays_no_acknowledgement(either_town: Town) -> None:
    either_town.server.faults.add("views.open", "latency", seconds=3.5, times=1)
    said = await either_town.person("dana").command("/milepost note", wait=0.0)
    assert [message.text for message in said] == []
    await either_town.quiet()
    assert len(either_town.bodies("views.open")) == 1
