"""Help, in windows and messages: offers, what was given, how it went, and what still waits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks import parts as kit
from bot.blocks.parts import Block, View
from bot.forms.support import GIVEN
from bot.ids import Act, Field, Modal
from bot.words import Words
from storage.vocabulary import AsIntended, Helped

MOST_WORDS = 1_500
MOST_REQUESTS = 10


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """The action that an offer is about; `asked` is what its team asked for."""

    number: str
    text: str
    team: str
    due_on: date | None = None
    asked: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """Help that was asked for and that waits."""

    action_id: int
    number: str
    text: str
    team: str | None
    words: str | None
    on: date
    school: str | None = None
    may_offer: bool = True


def support_view(words: Words, action: OfferFacts, helper: str, metadata: str) -> View:
    """The form for an offer of help; `helper` is the Slack id that is chosen already."""
    label = words.label
    facts = {"number": action.number, "text": action.text, "team": action.team, "due_on": action.due_on}
    blocks = [kit.section(words.line("course.adjust.about", **facts, first_due_on=None))]
    if action.asked:
        blocks.append(kit.section(words.line("support.asked", words=action.asked)))
    people = {"type": "users_select", "action_id": Act.INPUT, "initial_user": helper}
    given = kit.checkboxes([kit.option(label("support.is_given"), GIVEN)], Act.INPUT)
    blocks += [
        kit.field(label("support.who"), people, Field.WHO),
        _text(words, "what", Field.WHAT),
        kit.field(label("support.when"), given, Field.IS_GIVEN, optional=True),
    ]
    return _form(words, Modal.SUPPORT, "support.title", "support.submit", blocks, metadata)


def given_view(words: Words, number: str, text: str, what: str, today: str, metadata: str) -> View:
    """The form that says how help was given; `today` is YYYY-MM-DD."""
    said = words.line("support.about_help", number=number, text=text, what=what)
    blocks = [
        kit.section(said),
        _text(words, "how", Field.WHAT),
        kit.field(words.label("support.given_on"), kit.datepicker(Act.INPUT, initial=today), Field.WHEN),
    ]
    return _form(words, Modal.SUPPORT_GIVEN, "support.given_title", "support.given_submit", blocks, metadata)


def rating_view(words: Words, number: str, text: str, name: str, what: str, metadata: str) -> View:
    """The few questions about help that a team is asked once."""
    said = words.line("support.about_rating", number=number, text=text, name=name, what=what)
    intended = [kit.option(words.term(one), one, words.hint(one)) for one in AsIntended]
    helped = [kit.option(words.term(one), one, words.hint(one)) for one in Helped]
    blocks = [
        kit.section(said),
        kit.field(words.label("support.intended"), _radio(intended), Field.INTENDED),
        _text(words, "used", Field.USED, optional=True),
        kit.field(words.label("support.helped"), _radio(helped), Field.HELPED, optional=True,
                  hint=words.label("support.helped_hint")),
        _text(words, "intended_words", Field.INTENDED_WORDS, optional=True),
    ]  # fmt: skip
    return _form(words, Modal.SUPPORT_RATE, "support.rate_title", "support.rate_submit", blocks, metadata)


def follow_up_blocks(words: Words, said: str, support_id: int | None) -> list[Block]:
    """The question how help went, with its button as long as nobody has said."""
    if support_id is None:
        return [kit.section(said)]
    button = kit.button(words.label("support.rate"), Act.SUPPORT_RATE, str(support_id), "primary")
    return [kit.section(said), kit.actions([button])]


def waiting_blocks(words: Words, school: str, requests: Sequence[Request]) -> tuple[str, list[Block]]:
    """What a liaison reads of a school's requests; once all are answered it says so."""
    said = words.line("support.waiting", school=school, count=len(requests))
    blocks = [kit.section(said), *request_blocks(words, requests)]
    return "\n".join([said, *(request_line(words, one) for one in requests[:MOST_REQUESTS])]), blocks


def request_blocks(words: Words, requests: Sequence[Request]) -> list[Block]:
    """Requests one by one, each with the button that answers it where the reader may."""
    blocks = []
    for one in requests[:MOST_REQUESTS]:
        button = kit.button(
            words.label("support.offer"),
            Act.SUPPORT_OFFER,
            json.dumps({"action": one.action_id}),
            spoken=words.label("support.offer_spoken", number=one.number),
        )
        blocks.append(kit.section(request_line(words, one), button if one.may_offer else None))
    if (more := len(requests) - MOST_REQUESTS) > 0:
        blocks.append(kit.context(words.line("support.more", count=more)))
    return blocks


def request_line(words: Words, one: Request) -> str:
    """A request in two lines of mrkdwn."""
    return words.line(
        "support.request",
        number=one.number,
        text=one.text,
        team=one.team,
        school=one.school,
        words=one.words,
        on=one.on,
    )


def _text(words: Words, key: str, field: Field, optional: bool = False) -> Block:
    box = kit.text_input(Act.INPUT, most=MOST_WORDS)
    hint = words.label(f"support.{key}_hint")
    return kit.field(words.label(f"support.{key}"), box, field, hint=hint, optional=optional)


def _radio(options: list[Block]) -> Block:
    return {"type": "radio_buttons", "action_id": Act.INPUT, "options": options}


def _form(words: Words, modal: Modal, title: str, submit: str, blocks: list[Block], metadata: str) -> View:
    return kit.modal(
        modal,
        words.label(title),
        blocks,
        close=words.label("course.close"),
        submit=words.label(submit),
        private_metadata=metadata,
    )
