"""The form to follow something, and to change what one follows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.blocks import parts as kit
from bot.blocks.parts import Block, Element, View
from bot.catalogue import Catalogue
from bot.forms.subscribe import SubscribeForm
from bot.ids import ANY, Act, Field, Modal
from bot.words import Words
from storage.vocabulary import Cadence, Severity, Times, Topic

MOST = 100
"""Choices that Slack shows in one menu."""

_NOTE = "channel_note"


@dataclass(frozen=True, slots=True)
class Opened:
    """What the form is opened with: the subscription that is changed, and the channel known to be fine."""

    form: SubscribeForm | None = None
    subscription_id: int | None = None
    may_post: str | None = None

    def metadata(self) -> str:
        """Write what has to come back with the form."""
        return json.dumps({"subscription": self.subscription_id, "may_post": self.may_post})


def metadata_of(view: View) -> tuple[int | None, str | None]:
    """Give the subscription that a form changes, and the channel that was found to be fine."""
    known = json.loads(view.get("private_metadata") or "{}")
    return known.get("subscription"), known.get("may_post")


def subscribe_view(
    words: Words,
    catalogue: Catalogue,
    organizations: Mapping[int, str],
    opened: Opened | None = None,
) -> View:
    """The form; with more organizations than a menu holds one types a part of the name."""
    opened = opened or Opened()
    first = next(iter(organizations), 0)
    form = opened.form or SubscribeForm(organization_id=first)
    label = words.label
    blocks = [
        kit.section(words.line("subscribe.intro")),
        _place(words, organizations, form.organization_id),
        _menu(words, "topic", _terms(words, Topic), Field.TOPIC, form.topic),
        _practice(words, catalogue, form.practice),
        _menu(words, "severity", _terms(words, Severity), Field.SEVERITY, form.severity),
        _menu(words, "times", _terms(words, Times), Field.TIMES, form.times),
        _menu(words, "cadence", _terms(words, Cadence), Field.CADENCE, form.cadence, hint=True),
        *_quiet(words, form),
        _channel(words, form.channel),
    ]
    is_change = opened.subscription_id is not None
    if is_change:
        stop = kit.button(label("subscribe.stop_this"), Act.SUBSCRIPTION_END, str(opened.subscription_id))
        blocks.append(kit.actions([stop]))
    return kit.modal(
        Modal.SUBSCRIBE,
        label("subscribe.edit_title" if is_change else "subscribe.title"),
        blocks,
        close=label("subscribe.close"),
        submit=label("subscribe.save" if is_change else "subscribe.submit"),
        private_metadata=opened.metadata(),
    )


def noted(view: View, note: str | None, may_post: str | None) -> View:
    """The form as it stands, with a sentence (mrkdwn) beside the channel; what was typed stays in it."""
    opened = Opened(subscription_id=metadata_of(view)[0], may_post=may_post)
    blocks = [block for block in view["blocks"] if block.get("block_id") != _NOTE]
    if note is not None:
        place = next(n for n, block in enumerate(blocks) if block.get("block_id") == Field.CHANNEL)
        blocks.insert(place + 1, {**kit.context(note), "block_id": _NOTE})
    shared = {key: view[key] for key in ("type", "callback_id", "title", "close", "submit")}
    return {**shared, "blocks": blocks, "private_metadata": opened.metadata()}


def place_options(organizations: Mapping[int, str]) -> list[Element]:
    """Organizations as the choices of a menu."""
    return [kit.option(name, str(key)) for key, name in list(organizations.items())[:MOST]]


def _place(words: Words, organizations: Mapping[int, str], chosen: int) -> Block:
    label, hint = words.label("subscribe.organization"), words.label("subscribe.organization_hint")
    if len(organizations) <= MOST:
        element = kit.select(place_options(organizations), Act.INPUT, chosen=str(chosen))
    else:
        element = {
            "type": "external_select",
            "action_id": Act.SUBSCRIPTION_PLACE,
            "min_query_length": 1,
            "placeholder": kit.plain(words.label("subscribe.organization_type"), 150),
        }
        if chosen in organizations:
            element["initial_option"] = kit.option(organizations[chosen], str(chosen))
    return kit.field(label, element, Field.ORGANIZATION, hint=hint)


def _practice(words: Words, catalogue: Catalogue, chosen: str | None) -> Block:
    options = [kit.option(words.label("subscribe.practice_any"), ANY)]
    for domain in catalogue.domains:
        said = words.label("subscribe.practice_domain", code=domain.code, name=domain.name)
        options.append(kit.option(said, domain.code))
        options += [kit.option(f"{one.code} {one.name}", one.code) for one in domain.practices]
    select = kit.select(options, Act.INPUT, chosen=chosen or ANY)
    return kit.field(words.label("subscribe.practice"), select, Field.PRACTICE)


def _menu(
    words: Words, key: str, options: list[Element], field: Field, chosen: str, hint: bool = False
) -> Block:
    said = words.label(f"subscribe.{key}_hint") if hint else None
    return kit.field(words.label(f"subscribe.{key}"), kit.select(options, Act.INPUT, chosen=chosen), field,
                     hint=said)  # fmt: skip


def _terms(words: Words, kind: type[Topic] | type[Severity] | type[Times] | type[Cadence]) -> list[Element]:
    return [kit.option(words.term(one), one.value, words.hint(one)) for one in kind]


def _quiet(words: Words, form: SubscribeForm) -> list[Block]:
    blocks = []
    for key, field, value in (
        ("quiet_from", Field.QUIET_FROM, form.quiet_from),
        ("quiet_until", Field.QUIET_UNTIL, form.quiet_until),
    ):
        picker: Element = {"type": "timepicker", "action_id": Act.INPUT}
        if value is not None:
            picker["initial_time"] = f"{value:%H:%M}"
        blocks.append(kit.field(words.label(f"subscribe.{key}"), picker, field, optional=True))
    blocks[-1]["hint"] = kit.plain(words.label("subscribe.quiet_hint"), 2000)
    return blocks


def _channel(words: Words, chosen: str | None) -> Block:
    picker: Element = {
        "type": "conversations_select",
        "action_id": Act.SUBSCRIPTION_CHANNEL,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if chosen is not None:
        picker["initial_conversation"] = chosen
    hint = words.label("subscribe.channel_hint")
    return kit.field(
        words.label("subscribe.channel"), picker, Field.CHANNEL, hint=hint, optional=True, dispatch=True
    )
