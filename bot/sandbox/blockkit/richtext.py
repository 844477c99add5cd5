"""Rich text blocks, down to the pieces of a line."""

from bot.sandbox.blockkit.report import Check
from bot.sandbox.blockkit.schema import boolean, integer, items, one_of, shape, string, url, variants

STYLE = shape(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean
    ),
)
_STYLED: dict[str, Check] = {"style": STYLE}
PIECES: dict[str, Check] = {
    "text": shape({"text": string()}, _STYLED),
    "link": shape({"url": url()}, {**_STYLED, "text": string(), "unsafe": boolean}),
    "emoji": shape(
        {"name": string()}, {**_STYLED, "unicode": string(), "skin_tone": integer(1, 6), "url": string()}
    ),
    "user": shape({"user_id": string()}, _STYLED),
    "usergroup": shape({"usergroup_id": string()}, _STYLED),
    "channel": shape({"channel_id": string()}, _STYLED),
    "broadcast": shape({"range": one_of("here", "channel", "everyone")}, _STYLED),
    "color": shape({"value": string()}, _STYLED),
    "date": shape(
        {"timestamp": integer(), "format": string()}, {**_STYLED, "url": url(), "fallback": string()}
    ),
}
PIECE = variants(PIECES)
_BORDER: dict[str, Check] = {"border": integer(0, 1)}
SECTION = shape({"elements": items(PIECE, 1)})
LIST = shape(
    {"elements": items(variants({"rich_text_section": SECTION}), 1), "style": one_of("bullet", "ordered")},
    {"indent": integer(0, 8), "offset": integer(0), **_BORDER},
)
PREFORMATTED = shape({"elements": items(PIECE, 1)}, {**_BORDER, "language": string()})
QUOTE = shape({"elements": items(PIECE, 1)}, _BORDER)
PART = variants(
    {
        "rich_text_section": SECTION,
        "rich_text_list": LIST,
        "rich_text_preformatted": PREFORMATTED,
        "rich_text_quote": QUOTE,
    }
)
RICH_TEXT = shape({"elements": items(PART, 1)}, {"block_id": string(255)})
