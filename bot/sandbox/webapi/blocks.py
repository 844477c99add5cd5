"""blocks.validate: checks a payload without sending it."""

from bot.sandbox.blockkit import messages, views
from bot.sandbox.blockkit.blocks import check_blocks
from bot.sandbox.blockkit.report import Report
from bot.sandbox.errors import SlackError, bad_payload
from bot.sandbox.model import Json
from bot.sandbox.webapi.registry import Call, method


@method("blocks.validate", tokens=())
def validate(call: Call) -> Json:
    """Check `blocks`, a `view` or a `message`; every fault is given with its pointer."""
    given = [name for name in ("blocks", "view", "message") if call.args.get(name)]
    if len(given) != 1:
        raise bad_payload("invalid_arguments", ["[ERROR] provide exactly one of: blocks, view, message"])
    payload = call.args[given[0]]
    report = Report("message")
    if given[0] == "view" and isinstance(payload, dict):
        views.review(payload, report)
    else:
        blocks = payload.get("blocks") if isinstance(payload, dict) else payload
        check_blocks(blocks, "", report, messages.MOST_BLOCKS)
    if report.findings:
        raise SlackError("invalid_blocks", errors=[f.as_json() for f in report.findings])
    return {"ok": True}
