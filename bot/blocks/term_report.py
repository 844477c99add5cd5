"""A term's report as a Slack message: the finding, the picture, the figures row by row, what to ask."""

from __future__ import annotations

from typing import Final

from bot.blocks import parts as kit
from bot.blocks.parts import Block
from bot.documents.report.model import Bullets, Cell, Document, Heading, Kind, Paragraph, Picture, Table
from bot.ids import Act
from bot.words import Words
from bot.words.escaping import mrkdwn
from bot.words.filters import shorten

PICTURE: Final = "report.picture"
"""The block that the drawn picture is put into."""

MOST_ROWS: Final = 6
"""Rows of a table in the message; all of them are in the file."""

SHOWN: Final = {
    "quarter": ("actions", "course"),
    "semester": ("strategies", "milestones"),
    "year": ("goals", "measures", "completion"),
    "story": ("side",),
}
"""The tables of each report that a message has room for."""

FORMS: Final = ("docx", "xlsx", "html", "md", "json")


def report_blocks(words: Words, document: Document, report_id: int | None, waiting: int = 0) -> list[Block]:
    """The blocks; `waiting` milestones may be confirmed. Without a key nothing can be written back."""
    blocks: list[Block] = [kit.header(document.title), kit.context(mrkdwn(document.subtitle))]
    blocks += [kit.section(f"*{mrkdwn(one)}*") for one in _findings(document)]
    drawn = next((part for part in document.parts if isinstance(part, Picture)), None)
    if drawn is not None:
        blocks.append({"type": "image", "block_id": PICTURE, "alt_text": drawn.alt[:1900]})
    for _, table in document.tables():
        if table.key in (*SHOWN.get(document.kind, ()), "decisions"):
            blocks.append(kit.section(_table(words, table)))
    if document.kind == "story":
        blocks += _story(document)
    else:
        blocks += _questions(words, document)
    if report_id is not None:
        blocks.append(kit.actions(_controls(words, document, report_id, waiting)))
    return [*blocks[:48], kit.context(words.line("reports.message.foot"))]


def report_text(words: Words, document: Document) -> str:
    """The same in one text, for notifications and for those who do not see blocks."""
    said: list[str] = [mrkdwn(document.title), mrkdwn(document.subtitle)]
    said += [mrkdwn(one) for one in _findings(document)]
    for _, table in document.tables():
        if table.key in SHOWN.get(document.kind, ()):
            said.append(_table(words, table))
    return kit.fitting("\n\n".join(said), 3_500)


def _findings(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Paragraph) and part.key]


def _table(words: Words, table: Table) -> str:
    """A row a line or two: its name, then each figure with its heading."""
    lines = [f"_{mrkdwn(table.caption)}_"]
    for row in table.rows[:MOST_ROWS]:
        figures = [
            f"{mrkdwn(column.text)}: {mrkdwn(shorten(cell.text, 160))}"
            for column, cell in zip(table.columns[1:], row[1:], strict=True)
            if cell.text and not _says_nothing(cell)
        ]
        lines.append(f"*{mrkdwn(shorten(row[0].text, 90))}*\n{' · '.join(figures)}")
    if (more := len(table.rows) - MOST_ROWS) > 0:
        lines.append(words.line("reports.message.more", count=more))
    return "\n".join(lines)


def _says_nothing(cell: Cell) -> bool:
    """Whether a figure is zero of something: the file has it, a message has no room for it."""
    if cell.kind is Kind.NUMBER:
        return cell.value == 0
    return cell.kind is Kind.PERCENT and cell.numerator == 0 and cell.denominator != 0


def _questions(words: Words, document: Document) -> list[Block]:
    heading = words.label("reports.heading.questions")
    found: list[Block] = []
    inside = False
    for part in document.parts:
        if isinstance(part, Heading):
            inside = part.text == heading
            if inside:
                found.append(kit.section(f"*{mrkdwn(heading)}*"))
        elif inside and isinstance(part, Paragraph):
            found.append(kit.context(mrkdwn(part.text)))
        elif inside and isinstance(part, Bullets):
            found.append(kit.section("\n".join(f"• {mrkdwn(item)}" for item in part.items)))
    return found


def _story(document: Document) -> list[Block]:
    found: list[Block] = []
    for part in document.parts:
        if isinstance(part, Heading):
            found.append(kit.section(f"*{mrkdwn(part.text)}*"))
        elif isinstance(part, Paragraph) and not part.soft:
            found.append(kit.section(kit.fitting(str(mrkdwn(part.text)))))
        elif isinstance(part, Bullets):
            lines = "\n".join(f"• {mrkdwn(shorten(item, 300))}" for item in part.items[:MOST_ROWS])
            found += [kit.section(lines)] if lines else []
    return found


def _controls(words: Words, document: Document, report_id: int, waiting: int) -> list[Block]:
    label, value = words.label, str(report_id)
    controls = []
    if document.kind == "story":
        controls.append(kit.button(label("reports.button.write"), Act.STORY_SECTION, f"{value}:aims"))
    else:
        controls.append(kit.button(label("reports.button.decide"), Act.REPORT_DECIDE, value, "primary"))
    if document.kind == "semester" and waiting:
        controls.append(kit.button(label("reports.button.confirm", count=waiting), Act.REPORT_CONFIRM, value))
    if document.kind == "year":
        controls.append(kit.button(label("reports.button.measure"), Act.MEASURE_OPEN, value))
    files = [
        kit.option(label(f"reports.file.{form}"), f"{report_id}:{document.kind}:{form}") for form in FORMS
    ]
    return [*controls, kit.select(files, Act.REPORT_FILE, placeholder=label("reports.button.file"))]
