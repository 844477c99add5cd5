"""Short strings (buttons, titles, single lines), keyed "file.key.key".

They live in `messages/*.yaml`, and in `frameworks/terms.yaml` for what the field's own terms are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from bot.overlay import OverlayFault, PromptFile, PromptFiles
from bot.yaml_lines import Where, load_yaml


@dataclass(frozen=True, slots=True)
class Label:
    """One short string, which may be a template, with the words it replaces and where it is written."""

    text: str
    packaged_text: str
    file: PromptFile
    line: int


def read_labels(files: PromptFiles) -> dict[str, Label]:
    """Every short string by its key. What a district's file leaves out keeps the packaged words.

    Raises `OverlayFault` for broken YAML, for a key that replaces nothing, and for a value that is
    not text.
    """
    labels: dict[str, Label] = {}
    for name, file in files.items():
        path = PurePosixPath(name)
        if path.suffix != ".yaml" or (path.parent.name != "messages" and name != "frameworks/terms.yaml"):
            continue
        packaged = dict(_labels(path.stem, replace(file, text=file.packaged_text)))
        labels |= packaged
        for key, label in _labels(path.stem, file) if file.overlaid else ():
            if key not in packaged:
                raise OverlayFault(file.path, label.line, f"there are no words called {key} to replace")
            labels[key] = replace(label, packaged_text=packaged[key].text)
    return labels


def _labels(stem: str, file: PromptFile) -> Iterator[tuple[str, Label]]:
    content = load_yaml(file)
    for where, value in _leaves(content.data, ()):
        line = content.line_of(where)
        if not isinstance(value, str):
            raise OverlayFault(file.path, line, "words are wanted here; put them in quotation marks")
        yield ".".join((stem, *map(str, where))), Label(value, value, file, line)


def _leaves(value: object, where: Where) -> Iterator[tuple[Where, object]]:
    if isinstance(value, Mapping):
        for key, child in value.items():
            yield from _leaves(child, (*where, str(key)))
    else:
        yield where, value
