"""The digest by e-mail: the same facts, encrypted on its way, once for each reader."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from sqlmodel import col, select

from bot.clock import SystemClock
from bot.flows import elsewhere
from bot.flows.kit import Kit, Refusal
from bot.outbox.sender import Sender
from bot.outbox.settings import MailSettings, OutboxSettings
from bot.settings import Security
from storage.database import Database
from storage.tables import Action, Outgoing
from storage.vocabulary import DeliveryState
from tests.flows.month import Month
from tests.outbox.mailserver import PEM, MailServer, serving
from tests.people import cast

MORNING = "2026-10-01 08:00"
EVIL = "<script>alert(1)</script> *b* & co"


@pytest.fixture
def month(sqlite_database: Database, kit: Kit, monkeypatch: pytest.MonkeyPatch) -> Month:
    """A district whose September has closed; Paula and Omar cannot use Slack at school."""
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    with sqlite_database.begin() as session:
        people = cast(session)
        action = session.exec(select(Action).where(col(Action.id) == people.actions["cedar 1.1.1.2"])).one()
        action.text = EVIL
        session.add(action)
    month = Month(sqlite_database, kit, people)
    month.go_to("2026-09-01 08:00")
    for reader in ("paula", "omar"):
        given = (people.workspace_id, "cedar", f"{reader.title()}@lincoln.example", month.at(MORNING))
        with sqlite_database.begin() as session:
            elsewhere.add_reader(session, *given)
    with sqlite_database.begin() as session:
        elsewhere.end_reader(session, people.workspace_id, "cedar", "omar@lincoln.example", month.at(MORNING))
        with pytest.raises(Refusal, match="stranger"):
            elsewhere.add_reader(session, people.workspace_id, "cedar", "who@x.example", month.at(MORNING))
    for moment in ("2026-09-24 09:00", "2026-09-30 16:00", MORNING, MORNING):
        month.go_to(moment)
    return month


async def send(month: Month, server: MailServer, at: str = MORNING, **more: object) -> list[Outgoing]:
    """Send what is due, and give what was to be sent."""
    given = {
        "host": "localhost",
        "port": server.port,
        "sender": "Milepost <milepost@lincoln.example>",
        **more,
    }
    own = OutboxSettings(database_url=month.database.url, mail=MailSettings.model_validate(given))
    sender = Sender(month.database, month.kit, own, SystemClock(), month.cast.workspace_id)
    await sender.empty(month.at(at))
    with month.database.begin() as session:
        rows = list(session.exec(select(Outgoing)))
        session.expunge_all()
        return rows


class Words(HTMLParser):
    """All that can be read in a page, and the elements that it is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note an element."""
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text.append(data)


def essence(text: str) -> str:
    """The letters and digits of a text."""
    return re.sub(r"[\W_]+", "", text).lower()


async def test_a_reader_gets_the_digest_once_encrypted_and_signed_in(month: Month) -> None:
    async with serving(MailServer()) as server:
        (row,) = await send(month, server, user="milepost", password="a secret")
        await send(month, server, "2026-10-02 08:00")
    assert row.state is DeliveryState.SENT
    assert server.encrypted == [True]
    assert server.logins == ["\0milepost\0a secret"]
    (mail,) = server.mails
    assert mail["To"] == "paula@lincoln.example"
    assert mail["Subject"] == "Cedar Grove Elementary: September 2026"
    assert mail["Message-ID"] == f"<{row.key}@lincoln.example>"
    parts = {one.get_content_type(): str(one.get_content()) for one in mail.walk() if not one.is_multipart()}
    page = Words()
    page.feed(parts["text/html"])
    assert page.tags <= {"html", "head", "meta", "title", "body", "div", "h1", "h2", "ul", "li", "p",
                         "strong", "em", "br"}  # fmt: skip
    told = essence(parts["text/plain"])
    for line in page.text:
        assert essence(line) in told, "both say the same"
    assert "Check-ins" in parts["text/plain"]
    assert "<script>" not in parts["text/html"]


@pytest.mark.parametrize("fault", ["450", "drop"])
async def test_a_mail_that_may_not_have_arrived_is_sent_again_as_the_same_one(
    month: Month, fault: str
) -> None:
    async with serving(MailServer([fault])) as server:
        (row,) = await send(month, server)
        assert row.state is DeliveryState.WAITING
        assert row.due_at - month.at(MORNING) == timedelta(minutes=1)
        (row,) = await send(month, server, "2026-10-01 08:02")
    assert row.state is DeliveryState.SENT
    assert len({mail["Message-ID"] for mail in server.mails}) == 1


async def test_a_mail_server_that_refuses_for_good_or_offers_no_encryption_gets_nothing(month: Month) -> None:
    async with serving(MailServer(offers_tls=False)) as server:
        (row,) = await send(month, server)
        assert (row.state, row.reason) == (DeliveryState.WAITING, "mail_server")
    async with serving(MailServer(["550"])) as server:
        (row,) = await send(month, server, "2026-10-01 08:02", security=Security.STARTTLS)
        assert (row.state, row.reason) == (DeliveryState.STOPPED, "mail_refused")
        assert server.mails == []
