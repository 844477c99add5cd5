"""YAML with its lines, from a stranger: no anchors that swell, no nesting without end."""

from __future__ import annotations

import yaml

from bot.documents.plan_files.json_lines import DEEPEST
from bot.documents.plan_files.loaded import Broken, FileCode, Lined, Where

_OPENS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSES = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


def load_yaml_plan(text: str) -> Lined:
    """Give the data of a YAML text with its lines. Raises `Broken` for what is not, or not safely, read."""
    try:
        _look_through(text)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        if node is None:
            raise Broken(FileCode.EMPTY)
        lines: dict[Where, int] = {}
        _walk(node, (), lines)
        return Lined(yaml.load(text, Loader=yaml.CSafeLoader), lines)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise Broken(FileCode.NOT_YAML, line, problem=error.problem) from error
    except (yaml.YAMLError, ValueError) as error:
        raise Broken(FileCode.NOT_YAML, None, problem=str(error).partition("\n")[0]) from error


def _look_through(text: str) -> None:
    """Refuse what would be dangerous to build: aliases (a few lines may stand for millions) and depth."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, _OPENS) - isinstance(event, _CLOSES)
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent) or depth > DEEPEST:
            code = FileCode.TOO_DEEP if depth > DEEPEST else FileCode.ALIAS
            raise Broken(code, mark.line + 1 if mark else None)


def _walk(node: yaml.Node, where: Where, lines: dict[Where, int]) -> None:
    lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _walk(child, (*where, index), lines)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, child in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in seen:
                raise Broken(FileCode.GIVEN_TWICE, line, key=name)
            seen.add(name)
            lines[(*where, name)] = line
            _walk(child, (*where, name), lines)
