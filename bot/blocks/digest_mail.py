"""The digest as an e-mail: the same facts as in Slack, once as plain text and once as HTML."""

from __future__ import annotations

import html
import re
from typing import Final

from bot.blocks.digest_facts import Digest
from bot.blocks.digest_lines import headline, parts, title, updates
from bot.words import Words

_BOLD: Final = re.compile(r"\*([^*\n]+)\*")
_ITALIC: Final = re.compile(r"(?<!\w)_([^_\n]+)_(?!\w)")
_PAGE: Final = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{title}</title></head>'
    '<body style="margin:0;background:#f4f5f7;color:#1d1c1d;font:16px/1.5 Arial,Helvetica,sans-serif">'
    '<div style="max-width:40em;margin:0 auto;padding:24px 20px;background:#ffffff">{body}</div>'
    "</body></html>"
)
_HEADING: Final = '<h2 style="font-size:18px;line-height:1.3;margin:28px 0 8px">{}</h2>'
_LIST: Final = '<ul style="margin:0;padding-left:20px">{}</ul>'


def mail_subject(words: Words, digest: Digest) -> str:
    """The subject, in one line."""
    return " ".join(words.label("mail.subject", title=title(words, digest)).split())


def mail_text(words: Words, digest: Digest, reader: str) -> str:
    """The digest as plain text, nothing shortened."""
    said = [title(words, digest), *(_plain(line) for line in updates(words, digest))]
    said.append("\n".join(f"- {_plain(line)}" for line in headline(words, digest).splitlines()))
    for part in parts(words, digest, whole=True):
        lines = "\n".join(f"- {_plain(line)}".replace("\n", "\n  ") for line in part.lines)
        said.append(f"{_plain(part.heading).upper()}\n\n{lines}")
    return "\n\n".join([*said, f"-- \n{words.label('mail.foot', name=reader)}"]) + "\n"


def mail_html(words: Words, digest: Digest, reader: str) -> str:
    """The same as HTML that every mail program shows: no style sheet, no picture, nothing from elsewhere."""
    said = [
        f'<h1 style="font-size:24px;line-height:1.25;margin:0 0 16px">{_escaped(title(words, digest))}</h1>'
    ]
    said += [f"<p>{_rich(line)}</p>" for line in updates(words, digest)]
    said.append(_list(headline(words, digest).splitlines()))
    for part in parts(words, digest, whole=True):
        said += [_HEADING.format(_rich(part.heading.strip("*"))), _list(part.lines)]
    foot = _escaped(words.label("mail.foot", name=reader))
    said.append(f'<p style="margin-top:32px;font-size:14px;color:#52515a">{foot}</p>')
    return _PAGE.format(title=_escaped(title(words, digest)), body="".join(said))


def _list(lines: list[str] | tuple[str, ...]) -> str:
    return _LIST.format("".join(f'<li style="margin:6px 0">{_rich(line)}</li>' for line in lines))


def _rich(line: str) -> str:
    """A line of mrkdwn as HTML: what people typed is escaped in it already, for both alike."""
    safe = line.replace('"', "&quot;")
    return _ITALIC.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", safe)).replace("\n", "<br>")


def _plain(line: str) -> str:
    return html.unescape(_ITALIC.sub(r"\1", _BOLD.sub(r"\1", line))).replace("\u2060", "")


def _escaped(text: str) -> str:
    return html.escape(text)
