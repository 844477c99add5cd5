"""A person who asks to be forgotten: what is theirs goes, what the work needs stays without their name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.documents.packing import pack, unpack
from bot.documents.plan_files import canonical
from bot.documents.plan_files.plain import document_of
from bot.flows.kit import Kit, Refusal
from storage import erasing
from storage.tables import AuditEvent, Person


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows were deleted, how many texts and how many packed plans were rewritten."""

    deleted: int
    rewritten: int
    plans: int


def erase_person(session: Session, kit: Kit, workspace_id: int, email: str, now: datetime) -> Erased:
    """Forget a person; the caller's transaction makes it all or nothing. `Refusal` for an unknown address.

    Their row stays, nameless, so that who did what can still be told apart; every version of every plan
    names nobody in their place. What Slack holds is Slack's to forget.
    """
    row = erasing.person(session, workspace_id, email)
    if row is None:
        raise Refusal("erase.unknown", email=email)
    terms = _terms(row)
    rewrite = _rewriter(terms, kit.words.label("erase.name"), f"erased-{row.id}@erased.invalid")
    deleted = erasing.remove_own(session, workspace_id, row.id)
    row.name, row.email = rewrite(row.name), rewrite(row.email)
    row.title = row.slack_user_id = row.dm_channel = row.timezone = row.look_up_at = None
    row.left_at = row.left_at or now
    session.flush()
    rewritten = erasing.blank_words(session, workspace_id, row.id, kit.words.label("erase.words"))
    rewritten += erasing.rewrite(session, workspace_id, terms, rewrite)
    plans = 0
    for table, key, content in erasing.packed(session, workspace_id):
        text = canonical(unpack(content))
        if (changed := rewrite(text)) != text:
            made = pack(document_of(changed))
            more = {"digest": made.digest} if table == "plan_version" else {}
            erasing.put_packed(session, workspace_id, table, key, document=made.content, **more)
            plans += 1
    session.add(AuditEvent(workspace_id=workspace_id, at=now, what="person_erased", about=f"person:{row.id}"))
    session.flush()
    session.expire_all()
    return Erased(deleted, rewritten, plans)


def _terms(row: Person) -> list[str]:
    """What tells of a person: address, Slack's ids, and the name, unless it is a word like any other."""
    names = [row.name] if " " in row.name.strip() else []
    return [one for one in (row.email, row.slack_user_id, row.dm_channel, *names) if one]


def _rewriter(terms: list[str], name: str, email: str) -> erasing.Rewrite:
    """Give what puts a nameless colleague in the place of each of these, however it is written."""
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in terms), re.IGNORECASE)

    def spoken(found: re.Match[str]) -> str:
        said = found.group()
        if "@" in said:
            return email
        return name if " " in said else "erased"

    return lambda text: pattern.sub(spoken, text)
