"""What becomes of typed words on their way to an app: escaping, and mentions made into ids."""

import re

from bot.sandbox.workspace import Workspace

TOKEN = re.compile(
    r"<(?:[@#][A-Z0-9]+(?:\|[^<>]*)?|!(?:here|channel|everyone|subteam\^[A-Z0-9]+)|https?://[^<>]+)>"
)
MENTION = re.compile(r"(?<![\w<])([@#])([\w.-]+\w)")


def escaped(words: str) -> str:
    """Escape `&`, `<` and `>` as Slack does, but for mentions and links that are written in its own form."""
    parts, last = [], 0
    for token in TOKEN.finditer(words):
        parts += [_plain(words[last : token.start()]), token.group()]
        last = token.end()
    return "".join([*parts, _plain(words[last:])])


def _plain(words: str) -> str:
    """Escape the three characters that Slack gives a meaning."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def with_ids(space: Workspace, words: str) -> str:
    """Turn `@handle` and `#channel` into `<@U123|handle>` and `<#C123|name>`: a command's should_escape."""
    people = {u.handle: u.id for u in space.users.values()}
    channels = {c.name: c.id for c in space.channels.values() if c.name}

    def replaced(match: re.Match[str]) -> str:
        sign, name = match.groups()
        found = (people if sign == "@" else channels).get(name.lower())
        return f"<{sign}{found}|{name}>" if found else match.group()

    return MENTION.sub(replaced, words)
