"""Finding a guided form, and the window in which working through it begins."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import parts as kit
from bot.blocks.parts import Block, Element, View
from bot.catalogue.instruments import Instrument
from bot.forms.instruments import NAMELESS
from bot.ids import Act, Field, Modal
from bot.words import Words

Open = Sequence[tuple[int, str, str, str]]
"""Workings under way: key, form, organization, period."""

Places = Sequence[tuple[str, str]]
"""Where one may begin: what a menu holds, and the text."""


def found_blocks(
    words: Words, under_way: Open, forms: Sequence[tuple[Instrument, bool]]
) -> tuple[str, list[Block]]:
    """What is under way, and forms to begin, each with whether it is a good time for it."""
    blocks: list[Block] = []
    if under_way:
        blocks.append(kit.section(words.line("instruments.found.title")))
    for key, name, organization, period in under_way[:10]:
        said = words.line("instruments.found.one", name=name, organization=organization, period=period)
        label = words.label("instruments.button.go_on")
        spoken = words.label("instruments.home.spoken", name=name)
        blocks.append(kit.section(said, kit.button(label, Act.WORK_OPEN, str(key), spoken=spoken)))
    if under_way and forms:
        blocks += [kit.divider(), kit.context(words.line("instruments.found.new"))]
    for form, now in forms[:20]:
        said = words.line("instruments.found.form", name=form.name, about=form.about, now=now)
        blocks.append(kit.section(said, _begin(words, form)))
    names = [*(name for _, name, _, _ in under_way), *(form.name for form, _ in forms)]
    return words.line("instruments.found.text", names=list(dict.fromkeys(names))), blocks[:50]


def start_view(words: Words, form: Instrument, places: Places, least: int, me: str, channel: str) -> View:
    """The window in which a working begins; `places` are where, `me` is who leads unless another does."""
    label = words.label
    blocks = [kit.section(words.line("instruments.about", about=form.about, beware=form.beware or ""))]
    if len(places) > 1:
        menu = kit.select([kit.option(text, value) for value, text in places[:100]], Act.INPUT)
        blocks.append(kit.field(label("instruments.start.where"), menu, Field.ITEM))
    if len(form.modes) > 1:
        blocks.append(kit.field(label("instruments.start.mode"), _modes(words, form), Field.METHOD))
    if form.nameless != "never":
        tick = kit.checkboxes(
            [kit.option(label("instruments.start.nameless"), NAMELESS)],
            Act.INPUT,
            [NAMELESS] if form.nameless == "usual" else [],
        )
        hint = label("instruments.start.nameless_hint", least=least)
        name = label("instruments.start.nameless_label")
        blocks.append(kit.field(name, tick, Field.CHOICE, optional=True, hint=hint))
    blocks += _people(words, me)
    blocks.append(
        kit.field(
            label("instruments.start.until"),
            kit.datepicker(Act.INPUT),
            Field.WHEN,
            optional=True,
            hint=label("instruments.start.until_hint"),
        )
    )
    return kit.modal(
        Modal.WORK_START,
        form.short,
        blocks,
        close=label("instruments.close"),
        submit=label("instruments.start.submit"),
        private_metadata=f"{places[0][0]}|{channel}|{form.modes[0]}",
    )


def _modes(words: Words, form: Instrument) -> Element:
    options = [
        kit.option(
            words.label(f"instruments.start.modes.{mode}"),
            mode,
            words.label(f"instruments.start.modes_hint.{mode}"),
        )
        for mode in form.modes
    ]
    return {
        "type": "radio_buttons",
        "action_id": Act.INPUT,
        "options": options,
        "initial_option": options[0],
    }


def _people(words: Words, me: str) -> list[Block]:
    label = words.label
    several: Element = {"type": "multi_users_select", "action_id": Act.INPUT}
    one: Element = {"type": "users_select", "action_id": Act.INPUT, "initial_user": me}
    hint = label("instruments.start.who_hint")
    return [
        kit.field(label("instruments.start.who"), several, Field.WHO, optional=True, hint=hint),
        kit.field(label("instruments.start.leads"), one, Field.OWNER, optional=True),
    ]


def _begin(words: Words, form: Instrument) -> Element:
    spoken = words.label("instruments.home.spoken", name=form.name)
    return kit.button(words.label("instruments.button.begin"), Act.WORK_BEGIN, form.id, spoken=spoken)
