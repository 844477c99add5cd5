"""Views: checked, then completed."""

import json

from bot.sandbox.blockkit.blocks import check_blocks
from bot.sandbox.blockkit.files import embeddable, usable
from bot.sandbox.blockkit.fill import filled
from bot.sandbox.blockkit.objects import plain
from bot.sandbox.blockkit.report import Check, Report
from bot.sandbox.blockkit.schema import boolean, one_of, shape, string
from bot.sandbox.errors import SlackError, bad_payload
from bot.sandbox.model import Json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World

MOST_BLOCKS = 100
LARGEST = 250_000


def _blocks(value: object, pointer: str, report: Report) -> None:
    """Check the blocks of a view."""
    check_blocks(value, pointer, report, MOST_BLOCKS)


def _submit_with_inputs(value: Json, pointer: str, report: Report) -> None:
    """Demand a submit button where there is something to fill in."""
    if "submit" not in value and any(b["type"] == "input" for b in value["blocks"]):
        report.add("missing_field", "missing required field: submit", pointer)


COMMON: dict[str, Check] = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
    "type": one_of("modal", "home"),
}
MODAL: dict[str, Check] = {
    "submit": plain(24), "close": plain(24), "clear_on_close": boolean, "notify_on_close": boolean,
    "submit_disabled": boolean,
}  # fmt: skip
CHECKS: dict[str, Check] = {
    "modal": shape({"title": plain(24), "blocks": _blocks}, {**COMMON, **MODAL}, _submit_with_inputs),
    "home": shape({"blocks": _blocks}, COMMON),
}


def review(view: Json, report: Report) -> None:
    """Check a view into a report."""
    kind = view.get("type")
    check = CHECKS.get(kind) if isinstance(kind, str) else None
    if check is None:
        report.add("unsupported_type", f"unsupported type: {kind}", "/type", sorted(CHECKS), kind)
        return
    report.surface = str(kind)
    check(view, "", report)


def check_view(world: World, space: Workspace, view: Json) -> Json:
    """Give a view as Slack keeps it; refuses with `invalid_arguments` and the places."""
    if len(json.dumps(view)) > LARGEST:
        raise SlackError("view_too_large")
    report = Report("modal", usable(space), embeddable(world.manifest))
    given = {name: value for name, value in view.items() if value is not None}
    review(given, report)
    if report.findings:
        raise bad_payload("invalid_arguments", [f.line("/view") for f in report.findings])
    return {**given, "blocks": filled(given["blocks"], world.ids)}
