"""YAML that remembers its lines, so that a fault in a file can say where it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from bot.overlay import OverlayFault, PromptFile

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class LinedYaml:
    """The data of a file, and the line (from 1) of each value by its path of keys and indexes."""

    data: object
    lines: Mapping[Where, int]

    def line_of(self, where: Where) -> int:
        """The line of the value at `where`, or of the nearest value around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


def load_yaml(file: PromptFile) -> LinedYaml:
    """The content of one file. Raises `OverlayFault` for broken YAML and for a key given twice."""
    lines: dict[Where, int] = {}
    loader = yaml.CSafeLoader(file.text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise OverlayFault(file.path, 1, "the file is empty")
        _walk(node, (), lines, file)
        data = loader.construct_document(node)  # once walked: it puts in place what YAML merges
    except yaml.MarkedYAMLError as error:
        last = file.text.rstrip().count("\n") + 1
        line = min(error.problem_mark.line + 1, last) if error.problem_mark else None
        raise OverlayFault(file.path, line, f"this is not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise OverlayFault(file.path, None, f"this is not valid YAML: {error}") from error
    finally:
        loader.dispose()
    return LinedYaml(data, lines)


def _walk(node: yaml.Node, where: Where, lines: dict[Where, int], file: PromptFile) -> None:
    lines[where] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _walk(child, (*where, index), lines, file)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue  # which is refused when the data is made
            if key.value in seen:
                raise OverlayFault(file.path, key.start_mark.line + 1, f"{key.value} is given twice")
            seen.add(key.value)
            _walk(child, (*where, key.value), lines, file)
            lines[(*where, key.value)] = key.start_mark.line + 1
