"""Every sentence that Milepost says, rendered from the files of `prompts/`.

`Words` is built once. A template is compiled when it is first used and never again; a district's own
words are compiled and compared with the ones they replace when Milepost starts, so that a fault in
them stops the start and not a teacher's message.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from jinja2 import DictLoader, Environment, StrictUndefined, Template

from bot.overlay import OverlayFault, PromptFiles, read_prompts
from bot.words.checks import check_template
from bot.words.escaping import finish, mrkdwn, something
from bot.words.filters import FILTERS
from bot.words.insertions import Filled, Filter, filled
from bot.words.labels import Label, read_labels

__all__ = ["OverlayFault", "Words", "mrkdwn"]

_MRKDWN: Final = ".md.j2"
_HTML: Final = ".html.j2"


class _Environment(Environment):
    """Jinja2's, with a template's globals in one dictionary: merging two took half of a label's time."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give a template's globals, as they are when it is compiled."""
        return {**self.globals, **(d or {})}


class Words:
    """The words of this installation: messages by file name, short strings by key."""

    def __init__(self, files: PromptFiles) -> None:
        """Reads the short strings and checks what a district has replaced; raises `OverlayFault`."""
        self._files = files
        self._labels = read_labels(files)
        self._filters: dict[str, Filter] = {**FILTERS, "term": self.term, "hint": self.hint}
        self._mrkdwn = self._environment(finish, escape=True)
        self._html = self._environment(something, escape=True)
        self._plain = self._environment(something, escape=False)
        self._templates: dict[str, Template] = {}
        self._short: dict[tuple[str, Environment], Filled | Template] = {}
        self._check(only_overlaid=True)

    @classmethod
    def load(cls, overlay: Path | None = None) -> Words:
        """The packaged words, with a district's own files from `overlay`; raises `OverlayFault`."""
        return cls(read_prompts(overlay))

    def render(self, name: str, /, **facts: object) -> str:
        """A message by its file ("messages/digest.md.j2"), with everything filled in escaped for its kind.

        `.md.j2` is mrkdwn, `.html.j2` is HTML, any other `.j2` is plain text. Raises
        `jinja2.UndefinedError` for a fact that was not given.
        """
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._environment_of(name).get_template(name)
        text = template.render(facts)
        return _unquote(text) if name.endswith(_MRKDWN) else text

    def label(self, key: str, /, **facts: object) -> str:
        """A short string as plain text, for what Slack does not format: buttons, titles, options."""
        label = self._find(key)
        return self._fill(key, label, self._plain, facts) if "{" in label.text else label.text

    def line(self, key: str, /, **facts: object) -> str:
        """A short string as mrkdwn: its own formatting works, what is filled in is escaped."""
        label = self._find(key)
        if "{" not in label.text:
            return label.text
        return _unquote(self._fill(key, label, self._mrkdwn, facts))

    def has(self, key: str) -> bool:
        """Whether there is a short string of this key."""
        return key in self._labels

    def term(self, value: StrEnum) -> str:
        """What people call a value of the field's vocabulary: "behind schedule" for `Status.BEHIND`."""
        return self.label(f"terms.{type(value).__name__}.{value}.label")

    def hint(self, value: StrEnum) -> str:
        """One plain sentence that explains a value of the field's vocabulary."""
        return self.label(f"terms.{type(value).__name__}.{value}.hint")

    def check(self) -> int:
        """Compiles every template and short string, and gives their number; raises `OverlayFault`."""
        return self._check(only_overlaid=False)

    def _check(self, only_overlaid: bool) -> int:
        templates = [file for name, file in self._files.items() if name.endswith(".j2")]
        templates = [file for file in templates if file.overlaid or not only_overlaid]
        for file in templates:
            check_template(self._environment_of(file.name), file, file.text, file.packaged_text)
        labels = [label for label in self._labels.values() if label.file.overlaid or not only_overlaid]
        for label in labels:
            check_template(self._plain, label.file, label.text, label.packaged_text, label.line)
        return len(templates) + len(labels)

    def _find(self, key: str) -> Label:
        try:
            return self._labels[key]
        except KeyError:
            raise KeyError(f"there are no words called {key} in prompts/") from None

    def _fill(self, key: str, label: Label, environment: Environment, facts: dict[str, object]) -> str:
        """Fill a short string in: at once where it only inserts facts that are there, else with Jinja2."""
        short = self._short.get((key, environment))
        if short is None:
            quick = filled(label.text, self._filters, environment.finalize or something)
            short = self._short[(key, environment)] = quick or environment.from_string(label.text)
        if isinstance(short, Filled) and not short.names <= facts.keys():
            short = environment.from_string(label.text)  # which says what is missing
        return short.render(facts)

    def _environment(self, finalize: Callable[[object], object], escape: bool) -> Environment:
        sources = {name: file.text for name, file in self._files.items() if name.endswith(".j2")}
        environment = _Environment(
            loader=DictLoader(sources),
            autoescape=escape,
            finalize=finalize,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        environment.filters |= self._filters
        environment.globals |= {"label": self.label}
        return environment

    def _environment_of(self, name: str) -> Environment:
        if name.endswith(_MRKDWN):
            return self._mrkdwn
        return self._html if name.endswith(_HTML) else self._plain


def _unquote(text: str) -> str:
    """Undoes what HTML escaping does to quotation marks, which Slack would show as it is written."""
    return text.replace("&#39;", "'").replace("&#34;", '"') if "&#" in text else text
