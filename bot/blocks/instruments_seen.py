"""Where a working stands: every answer that may be shown, and beside it what single answers say together."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks import parts as kit
from bot.blocks.instruments import decision_lines
from bot.blocks.instruments_facts import ItemSeen, SectionSeen, WorkingFacts
from bot.blocks.parts import Block, View
from bot.ids import Act, Modal
from bot.words import Words

MOST_WORDS = 6
MOST_BLOCKS = 95


def seen_view(
    words: Words,
    facts: WorkingFacts,
    sections: Sequence[SectionSeen],
    earlier: Sequence[tuple[int, str]] = (),
) -> View:
    """The window that shows a working as it stands; `earlier` ones can be compared with it."""
    levels = [level.name for level in facts.form.scale]
    blocks: list[Block] = [
        kit.section(words.line("instruments.seen.about", scale=facts.form.scale_note or ""))
    ]
    if earlier:
        buttons = [
            kit.button(
                words.label("instruments.button.compare", period=period),
                Act.WORK_COMPARE,
                f"{facts.id}:{key}",
            )
            for key, period in earlier[:1]
        ]
        blocks.append(kit.actions(buttons))
    blocks += [kit.section(line) for line in decision_lines(words, facts.decisions)]
    for one in sections:
        lines = [line for item in one.items if (line := item_line(words, item, levels))]
        if not lines:
            lines = [words.line("instruments.seen.nothing")]
        head = words.line("instruments.pick.group", name=one.section.name)
        blocks += [kit.section(text) for text in packed([head, *lines])]
    if len(blocks) > MOST_BLOCKS:
        blocks = [*blocks[:MOST_BLOCKS], kit.context(words.line("instruments.seen.more"))]
    return kit.modal(Modal.WORK_SEEN, facts.form.short, blocks, close=words.label("instruments.close"))


def item_line(words: Words, one: ItemSeen, levels: Sequence[str]) -> str:
    """What may be shown of an item, in a few lines; empty for nothing."""
    rows = [(row.label, [text for text in row.cells.values() if text]) for row in one.rows]
    group = group_line(words, one, levels)
    views = [words.label("instruments.item.view", text=view.text, by=view.by) for view in one.views]
    if not (group or views or any(cells for _, cells in rows)):
        return ""
    return words.line(
        "instruments.seen.item",
        id=one.item.id if one.item.kind == "rating" else "",
        label=one.item.label,
        text=one.text,
        views=views if len(views) > 1 else [],
        rows=rows,
        group=group,
    )


def group_line(words: Words, one: ItemSeen, levels: Sequence[str]) -> str:
    """What single answers say together: distribution, median, spread, agreement, words; empty for nothing."""
    if one.hidden:
        return words.line("instruments.seen.hidden")
    said = []
    if one.together is not None:
        pairs = list(zip(levels, one.together.counts, strict=True))
        said.append(
            words.line(
                "instruments.seen.together",
                number=one.together.number,
                pairs=pairs,
                median=f"{one.together.median:g}",
                low=f"{one.together.low:g}",
                high=f"{one.together.high:g}",
                agreement=round(100 * one.together.agreement),
            )
        )
    if one.counts:
        said.append(words.line("instruments.seen.counts", counts=list(one.counts.items())))
    if one.words:
        more = len(one.words) - MOST_WORDS
        said.append(
            words.line("instruments.seen.words", words=list(one.words[:MOST_WORDS]), more=max(0, more))
        )
    return "\n".join(said)


def packed(lines: Sequence[str]) -> list[str]:
    """Lines put together as far as they fit a section block."""
    texts = [""]
    for line in lines:
        line = kit.fitting(line, 2_900)
        if len(texts[-1]) + len(line) > 2_900:
            texts.append("")
        texts[-1] = f"{texts[-1]}\n{line}".strip()
    return texts
