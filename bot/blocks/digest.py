"""The digest as a Slack message, and the window that shows a part of it whole."""

from __future__ import annotations

import json
from typing import Final

from bot.blocks import parts as kit
from bot.blocks.digest_facts import Digest, Item
from bot.blocks.digest_lines import Part, bullets, headline, lagging_why, parts, title, updates
from bot.blocks.parts import Block, View
from bot.ids import Act, Modal
from bot.words import Words
from bot.words.escaping import mrkdwn
from bot.words.filters import plain

PICTURE: Final = "digest.picture"
"""The block that the drawn picture is put into."""

MOST_LINES: Final = {"moved": 2, "lagging": 3, "quiet": 2, "requests": 2, "successes": 1}
"""Lines of each part in the message, so that all of it is 30 lines at most; the rest is behind a button."""

MOST_UPDATES: Final = 2

MOST_TEXT: Final = 3_500
MOST_WHOLE: Final = 90


def digest_blocks(words: Words, digest: Digest, alt: str | None) -> list[Block]:
    """The blocks; `alt` says what the picture shows.

    Without one there is neither a picture nor a thread below: the digest is for one person who asked.
    """
    blocks = [kit.header(title(words, digest))]
    if news := updates(words, digest):
        blocks.append(kit.context("\n".join(news[-MOST_UPDATES:])))
    blocks.append(kit.section(headline(words, digest)))
    if alt is not None:
        blocks.append({"type": "image", "block_id": PICTURE, "alt_text": alt[:1900]})
    for part in parts(words, digest):
        blocks += _lagging(words, digest, part) if part.name == "lagging" else [_part(words, digest, part)]
    return [*blocks, kit.context(_foot(words, digest, private=alt is None))]


def digest_text(words: Words, digest: Digest) -> str:
    """The same in one text, for notifications and for those who do not see blocks."""
    said = [mrkdwn(title(words, digest)), *updates(words, digest)[-MOST_UPDATES:], headline(words, digest)]
    for part in parts(words, digest):
        said.append(f"{part.heading}\n{_first(words, part)}")
    text = "\n\n".join(said)
    return text if len(text) <= MOST_TEXT else text[:MOST_TEXT].rpartition("\n")[0] + "\n…"


def digest_view(words: Words, digest: Digest, name: str) -> View:
    """A window that shows one part of the digest whole ("lagging"), or all of it for any other name."""
    shown = [part for part in parts(words, digest, whole=True) if part.name == name]
    blocks: list[Block] = [kit.header(title(words, digest))]
    for part in shown or parts(words, digest, whole=True):
        blocks.append(kit.section(part.heading))
        blocks += [kit.section(line) for line in part.lines[:MOST_WHOLE]]
        if more := len(part.lines) - MOST_WHOLE:
            blocks += [kit.context(words.line("digest.line.more", count=more))] if more > 0 else []
    return kit.modal(
        Modal.DIGEST, words.label("digest.modal_title"), blocks[:100], close=words.label("digest.close")
    )


def open_value(cycle_id: int, what: str) -> str:
    """The value of a button that opens a part, or an item ("item:12")."""
    return json.dumps({"cycle": cycle_id, "what": what})


def _part(words: Words, digest: Digest, part: Part) -> Block:
    lines = part.lines[: MOST_LINES[part.name]]
    text = f"{part.heading}\n{bullets(lines)}"
    hidden = len(part.lines) > len(lines) or "…" in text
    return kit.section(text, _see_all(words, digest, part) if hidden else None)


def _first(words: Words, part: Part) -> str:
    most = MOST_LINES[part.name]
    rest = [words.line("digest.line.more", count=more)] if (more := len(part.lines) - most) > 0 else []
    return bullets([*part.lines[:most], *rest])


def _lagging(words: Words, digest: Digest, part: Part) -> list[Block]:
    """Each of the first items with its own button, so that a thumb finds it."""
    items, most = [item for item in digest.lagging if not item.is_only_silent], MOST_LINES["lagging"]
    if not items:
        return [kit.section(f"{part.heading}\n{bullets(part.lines)}")]
    blocks = [kit.section(part.heading, _see_all(words, digest, part) if len(items) > most else None)]
    return [*blocks, *(_item(words, digest, item) for item in items[:most])]


def _item(words: Words, digest: Digest, item: Item) -> Block:
    named = words.line("digest.line.lagging", number=item.number, text=item.text)
    button = kit.button(
        words.label("digest.button.open"),
        Act.DIGEST_OPEN_LINE,
        open_value(digest.cycle_id, f"item:{item.key}"),
        spoken=words.label("digest.button.open_spoken", number=item.number),
    )
    return kit.section(f"{named}\n{lagging_why(words, item)}", button, f"line:{item.key}")


def _see_all(words: Words, digest: Digest, part: Part) -> Block:
    heading = plain(part.heading).strip("*")
    return kit.button(
        words.label("digest.button.all", count=len(part.lines)),
        Act.DIGEST_OPEN_LINE,
        open_value(digest.cycle_id, part.name),
        spoken=words.label("digest.button.all_spoken", count=len(part.lines), heading=heading),
    )


def _foot(words: Words, digest: Digest, private: bool) -> str:
    if private:
        return words.line("digest.foot_private")
    return words.line("digest.foot" if digest.lagging else "digest.foot_calm")
