"""The blocks in which an app shows work under way: plans and their tasks."""

from bot.sandbox.blockkit.report import Check
from bot.sandbox.blockkit.richtext import RICH_TEXT
from bot.sandbox.blockkit.schema import items, one_of, shape, string, url, variants

_RICH = variants({"rich_text": RICH_TEXT})
_SOURCE = variants({"url": shape({"url": url(), "text": string()})})
_TASK: dict[str, Check] = {
    "status": one_of("pending", "in_progress", "complete", "error"),
    "details": _RICH,
    "output": _RICH,
    "sources": items(_SOURCE),
    "block_id": string(255),
}
TASK_CARD = shape({"task_id": string(), "title": string()}, _TASK)
PLAN = shape(
    {"title": string()}, {"tasks": items(variants({"task_card": TASK_CARD})), "block_id": string(255)}
)
