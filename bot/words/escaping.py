"""Makes text that a person typed harmless inside Slack's mrkdwn.

Slack decodes three entities only, and has no escape for its formatting characters. So `& < >` become
entities (no mention, no link can be forged), `@here` and `#name` get an invisible word joiner (Slack
links them by their spelling), and `* _ ~` and the backtick, where they would format, become
characters that look the same. Line breaks become spaces: a person's words never begin a line of ours.
"""

from __future__ import annotations

import re

from markupsafe import Markup

_SUSPECT = re.compile(r"[&<>*_~`@#\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_is_suspect = _SUSPECT.search  # bound once: this runs for every value of every message
_MENTION = re.compile(r"(?<![\w])([@#])(?=\w)")
_FORMATTING = re.compile(r"(?<![^\W_])[*_~]|[*_~](?![^\W_])|`")
_LOOKS_LIKE = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}
_WORD_JOINER = "\u2060"


def mrkdwn(value: object) -> Markup:
    """A value as one line of harmless mrkdwn; text that is already safe comes back as it is."""
    if isinstance(value, Markup):
        return value
    return Markup(_disarm(one_line(str(value))))


def paragraphs(value: object) -> Markup:
    """As `mrkdwn`, but the person's own line breaks stay (at most one empty line together)."""
    if isinstance(value, Markup):
        return value
    lines = [_disarm(one_line(line)) for line in str(value).strip().splitlines()]
    return Markup(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)))


def one_line(text: str) -> str:
    """Text without line breaks and without characters that cannot be seen."""
    if text.isprintable():  # as almost all text is: no line breaks in it, and nothing that hides
        return text.strip()
    joined = " ".join(line.strip() for line in text.splitlines() if line.strip())
    return _INVISIBLE.sub("", joined.replace("\t", " ")).strip()


def finish(value: object) -> object:
    """What Jinja2 does with every `{{ ... }}` of a mrkdwn template: escape unless already safe."""
    if type(value) is str:
        return value if _is_suspect(value) is None else mrkdwn(value)
    if type(value) is int or isinstance(value, Markup):
        return value
    return mrkdwn(something(value))


def something(value: object) -> object:
    """The value, unless it is None: a template must say what it says when there is nothing."""
    if value is None:
        raise ValueError(
            "a template printed a value that is missing; say in the template what to write instead"
        )
    return value


def _disarm(text: str) -> str:
    if text.startswith(">"):
        text = "›" + text[1:]
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _FORMATTING.sub(lambda match: _LOOKS_LIKE[match.group()], text)
    return _MENTION.sub(rf"\1{_WORD_JOINER}", text)
