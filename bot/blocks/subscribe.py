"""The form to follow something, and the list of what one follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.blocks import parts as kit
from bot.blocks.parts import Block, View
from bot.catalogue import Catalogue
from bot.ids import ANY, Act, Field, Modal
from bot.words import Words
from storage.vocabulary import Cadence, Severity

MOST = 100
"""Choices that Slack shows in one menu."""


def subscribe_view(words: Words, catalogue: Catalogue, organizations: Mapping[int, str]) -> View:
    """The form; the first organization, concern, and right away are chosen already."""
    places = [kit.option(name, str(key)) for key, name in list(organizations.items())[:MOST]]
    practices = [kit.option(words.label("subscribe.practice_any"), ANY)] + [
        kit.option(f"{one.code} {one.name}", one.code) for one in catalogue.practices.values()
    ]
    severities = [kit.option(words.term(one), one.value, words.hint(one)) for one in Severity]
    cadences = [kit.option(words.term(one), one.value, words.hint(one)) for one in Cadence]
    act, label = Act.INPUT, words.label
    blocks = [
        kit.section(words.line("subscribe.intro")),
        kit.field(
            label("subscribe.organization"),
            kit.select(places, act, chosen=places[0]["value"]),
            Field.ORGANIZATION,
            hint=label("subscribe.organization_hint"),
        ),
        kit.field(label("subscribe.practice"), kit.select(practices, act, chosen=ANY), Field.PRACTICE),
        kit.field(
            label("subscribe.severity"), kit.select(severities, act, chosen=Severity.CONCERN), Field.SEVERITY
        ),
        kit.field(
            label("subscribe.cadence"),
            kit.select(cadences, act, chosen=Cadence.NOW),
            Field.CADENCE,
            hint=label("subscribe.cadence_hint"),
        ),
    ]
    return kit.modal(
        Modal.SUBSCRIBE,
        label("subscribe.title"),
        blocks,
        close=label("subscribe.close"),
        submit=label("subscribe.submit"),
    )


def list_blocks(
    words: Words, subscriptions: Sequence[tuple[int, str, str | None, Severity, Cadence]], which: bool = False
) -> list[Block]:
    """What somebody follows, each with a button that stops it; `which` asks which one to stop."""
    add = kit.button(words.label("subscribe.add"), Act.SUBSCRIPTION_ADD, "add")
    if not subscriptions:
        return [kit.section(words.line("subscribe.none")), kit.actions([add])]
    first = words.line("subscribe.which") if which else words.line("subscribe.list_title")
    blocks = [kit.section(first)]
    for key, organization, practice, severity, cadence in subscriptions[:40]:
        stop = kit.button(
            words.label("subscribe.stop"),
            Act.SUBSCRIPTION_END,
            str(key),
            spoken=words.label("subscribe.stop_spoken", organization=organization),
        )
        blocks.append(kit.section(one_line(words, organization, practice, severity, cadence), stop))
    return [*blocks, kit.actions([add])]


def one_line(
    words: Words, organization: str, practice: str | None, severity: Severity, cadence: Cadence
) -> str:
    """One subscription in a line of mrkdwn."""
    return words.line(
        "subscribe.one",
        organization=organization,
        practice=practice,
        severity=words.term(severity),
        cadence=words.label(f"subscribe.cadence_words.{cadence}"),
    )
