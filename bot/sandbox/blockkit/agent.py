"""The blocks in which an app shows work under way: plans and their tasks."""

from bot.sandbox.blockkit.report import Check, Report
from bot.sandbox.blockkit.richtext import RICH_TEXT
from bot.sandbox.blockkit.schema import items, one_of, shape, string, url, variants
from bot.sandbox.model import Json

_RICH = variants({"rich_text": RICH_TEXT})
_SOURCE = variants({"url": shape({"url": url(), "text": string()})})
_TASK: dict[str, Check] = {
    "details": _RICH,
    "output": _RICH,
    "sources": items(_SOURCE),
    "block_id": string(255),
}
_STATUS = one_of("pending", "in_progress", "complete", "error")
TASK_CARD = shape({"task_id": string(), "title": string(), "status": _STATUS}, _TASK)


def _one_plan(value: Json, pointer: str, report: Report) -> None:
    """Refuse a second plan in a message."""
    if report.count("plan") > 1:
        report.add("max_items", "Cannot have more than 1 plan block", pointer, 1, report.counts["plan"])


PLAN = shape(
    {"title": string()},
    {"tasks": items(variants({"task_card": TASK_CARD})), "block_id": string(255)},
    _one_plan,
)
