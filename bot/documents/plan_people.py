"""Whom a plan names: people by e-mail address, and the teams that lead its milestones."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, ValidationInfo, field_validator

from bot.documents.plan_text import Address, Addresses, Line, OptionalAddress, OptionalLine
from bot.documents.plan_value import Value
from storage.vocabulary import RoleKind


class Person(Value):
    """Somebody the plan names; the e-mail address is what Slack knows them by."""

    email: Address
    name: Line
    title: OptionalLine = None
    roles: Annotated[tuple[RoleKind, ...], AfterValidator(lambda roles: tuple(sorted(set(roles))))] = ()


class Team(Value):
    """A milestone team (R-03): the lead is asked first, the members in their order after."""

    code: Line
    name: Line
    lead: OptionalAddress = None
    members: Addresses = ()
    channel: OptionalLine = None

    @field_validator("members", mode="after")
    @classmethod
    def _lead_is_named_once(cls, members: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        return tuple(member for member in members if member != info.data.get("lead"))
