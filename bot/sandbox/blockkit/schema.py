"""The pieces that Block Kit's rules are made of: strings, numbers, lists, objects, and choices by type."""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.blockkit.report import Check, Report
from bot.sandbox.model import Json

Rule = Callable[[Json, str, Report], None]


def string(most: int | None = None, least: int = 1, pattern: str | None = None) -> Check:
    """Check for a string of so many characters, and of a form."""
    form = re.compile(pattern) if pattern else None

    def check(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, str):
            report.add("invalid_type", "must provide a string", pointer)
        elif len(value) < least:
            report.add("min_length", f"must be more than {least - 1} characters", pointer, least, len(value))
        elif most is not None and len(value) > most:
            report.add("max_length", f"must be less than {most + 1} characters", pointer, most, len(value))
        elif form is not None and not form.fullmatch(value):
            report.add("invalid_format", "does not match the required format", pointer)

    return check


def url(most: int = 3000) -> Check:
    """Check for a web address."""
    length = string(most)

    def check(value: Any, pointer: str, report: Report) -> None:
        before = len(report.findings)
        length(value, pointer, report)
        if len(report.findings) == before and not value.startswith(("http://", "https://")):
            report.add("invalid_url", "must be a valid URL", pointer)

    return check


def boolean(value: Any, pointer: str, report: Report) -> None:
    """Check for true or false."""
    if not isinstance(value, bool):
        report.add("invalid_type", "must provide a boolean", pointer)


def integer(least: int | None = None, most: int | None = None) -> Check:
    """Check for a whole number between limits."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            report.add("invalid_type", "must provide a number", pointer)
        elif least is not None and value < least:
            report.add("min_value", f"must be greater than {least - 1}", pointer, least, value)
        elif most is not None and value > most:
            report.add("max_value", f"must be less than {most + 1}", pointer, most, value)

    return check


def number(positive: bool = False) -> Check:
    """Check for a number that can be drawn: finite, and above zero where it must be."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
            report.add("invalid_type", "must provide a number", pointer)
        elif positive and value <= 0:
            report.add("min_value", "must be greater than 0", pointer, 0, value)

    return check


def one_of(*values: str) -> Check:
    """Check for one of a few words."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if value not in values:
            report.add("invalid_enum", "must be a valid enum value", pointer, list(values), value)

    return check


def items(each: Check, least: int = 0, most: int | None = None) -> Check:
    """Check for a list of so many, each of them checked."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, list):
            report.add("invalid_type", "must provide an array", pointer)
            return
        if len(value) < least:
            report.add("min_items", f"no less than {least} items allowed", pointer, least, len(value))
        if most is not None and len(value) > most:
            report.add("max_items", f"no more than {most} items allowed", pointer, most, len(value))
        for index, item in enumerate(value):
            each(item, f"{pointer}/{index}", report)

    return check


def shape(
    required: Mapping[str, Check] | None = None, optional: Mapping[str, Check] | None = None, *rules: Rule
) -> Check:
    """Check for an object with these fields and no others; then for rules between its fields."""
    needed = required or {}
    fields = {**needed, **(optional or {})}

    def check(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add("invalid_type", "must provide an object", pointer)
            return
        before = len(report.findings)
        for name in needed:
            if name not in value:
                report.add("missing_field", f"missing required field: {name}", pointer)
        for name, content in value.items():
            known = fields.get(name)
            if known is not None:
                known(content, f"{pointer}/{name}", report)
            elif name != "type":
                report.add("additional_property", f"invalid additional property: {name}", pointer)
        if len(report.findings) == before:
            for rule in rules:
                rule(value, pointer, report)

    return check


def variants(kinds: Mapping[str, Check], surfaces: Mapping[str, str] | None = None) -> Check:
    """Check for an object whose `type` says which rules it follows; some types are not for every surface."""

    def check(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add("invalid_type", "must provide an object", pointer)
            return
        kind = value.get("type")
        known = kinds.get(kind) if isinstance(kind, str) else None
        if kind is None:
            report.add("missing_field", "missing required field: type", pointer)
        elif known is None:
            report.add(
                "unsupported_type", f"unsupported type: {kind}", f"{pointer}/type", sorted(kinds), kind
            )
        elif surfaces is not None and report.surface not in surfaces.get(str(kind), report.surface):
            words = f"unsupported type: {kind} is not for a {report.surface}"
            report.add("unsupported_surface", words, f"{pointer}/type")
        else:
            known(value, pointer, report)

    return check


def exactly_one(*names: str) -> Rule:
    """Demand one of several fields, and only one."""

    def rule(value: Json, pointer: str, report: Report) -> None:
        there = [n for n in names if n in value]
        if len(there) != 1:
            report.add("one_of", f"must provide exactly one of: {', '.join(names)}", pointer, 1, len(there))

    return rule


def at_least_one(*names: str) -> Rule:
    """Demand one of several fields, or more."""

    def rule(value: Json, pointer: str, report: Report) -> None:
        if not any(n in value for n in names):
            report.add("missing_field", f"missing required field: one of {', '.join(names)}", pointer)

    return rule
