"""A plan whose every sentence is as long as a workbook takes it, and full of what Slack reads as markup."""

from __future__ import annotations

from sqlmodel import col, select

from storage.tables import Action, Delivery, Milestone, Organization, Subscription, Team
from storage.vocabulary import Cadence, DeliveryState, Severity
from tests.listeners.months import TOLD, settle
from tests.town import Town

HOSTILE = "<!channel> & <@U0DANA> `*_~> @here https://evil.example/?a=1&b=2 ünï 😀 " * 36


async def test_a_month_of_long_sentences_arrives(town: Town) -> None:
    with town.database.begin() as session:
        for table, field in (
            (Milestone, "statement"),
            (Action, "text"),
            (Team, "name"),
            (Organization, "name"),
        ):
            for row in session.exec(select(table)):
                setattr(row, field, HOSTILE[: 2900 if table in (Milestone, Action) else 200])
        for action in session.exec(select(Action).where(col(Action.completed_on).is_(None))):
            action.due_on = action.starts_on
        session.add(
            Subscription(
                workspace_id=town.cast.workspace_id,
                person_id=town.cast.people["lena"],
                organization_id=town.cast.organizations["lincoln"],
                severity=Severity.WATCH,
                cadence=Cadence.NOW,
                created_at=town.now,
            )
        )
    await town.go_to(TOLD)
    await settle(town)
    with town.database.reading() as session:
        deliveries = session.exec(select(Delivery)).all()
    assert [one.reason for one in deliveries if one.state is not DeliveryState.SENT] == []
    assert "lagging_item" in {one.kind for one in deliveries}
    paula = town.person("paula")
    (digest,) = paula.messages("C0CEDAR")
    (alert,) = town.person("lena").messages()
    for message in (*paula.thread(digest), alert):
        assert "<!channel>" not in message.text
        assert "<!channel>" not in str([one["text"] for one in message.blocks if one["type"] == "section"])
