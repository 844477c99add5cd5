"""Whether a form names only what a plan has, and asks for nothing that a form may not do.

A form is read before it is filled in: a field that does not exist is found even where this plan would
not come to it. What is allowed is a short list (fields, loops over lists of the plan, conditions, a few
filters); everything else is refused, so that a form can neither run code nor go on forever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.documents.checks import nearest
from bot.documents.word.fields import TEXT, Field, plan_fields

FILTERS = ("capitalize", "count", "default", "first", "join", "last", "length", "lower", "replace", "title",
           "trim", "upper")  # fmt: skip
_LOOP = Field(fields={name: TEXT for name in ("index", "index0", "first", "last", "length")})
_LOGIC = (nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.CondExpr, nodes.Concat, nodes.Test,
          nodes.Operand, nodes.List, nodes.Tuple)  # fmt: skip
Scope = Mapping[str, Field]


class FormFault(Exception):
    """A form that cannot be used; `str()` says why."""


def environment() -> ImmutableSandboxedEnvironment:
    """Give the environment in which forms are filled in: values are escaped, nothing else is at hand."""
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, loader=None)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    return made


def check_source(source: str) -> None:
    """Read one part of a form (its XML, tags put in order). Raises `FormFault` for the first fault."""
    try:
        tree = environment().parse(source)
    except TemplateError as error:
        raise FormFault(f"a tag cannot be understood ({error.message})") from error
    _Walk().body(tree.body, plan_fields().fields or {})


class _Walk:
    """Goes through the tags of a form, knowing what each name stands for where it stands."""

    def body(self, statements: list[nodes.Node], scope: Scope) -> None:
        scope = dict(scope)
        for one in statements:
            if isinstance(one, nodes.Output):
                for shown in one.nodes:
                    self._shown(shown, scope)
            elif isinstance(one, nodes.For):
                self._loop(one, scope)
            elif isinstance(one, nodes.If):
                for branch in (one, *one.elif_):
                    self._of(branch.test, scope)
                    self.body(branch.body, scope)
                self.body(one.else_, scope)
            elif isinstance(one, nodes.Assign) and isinstance(one.target, nodes.Name):
                scope[one.target.name] = self._of(one.node, scope)
            else:
                raise FormFault(f"“{type(one).__name__.lower()}” is not something that a form may do")

    def _shown(self, shown: nodes.Node, scope: Scope) -> None:
        if isinstance(shown, nodes.TemplateData):
            return
        if not self._of(shown, scope).is_text:
            raise FormFault(
                f"“{_path(shown)}” holds several things; name the one to show, or go through them"
            )

    def _loop(self, loop: nodes.For, scope: Scope) -> None:
        found = self._of(loop.iter, scope)
        if found.each is None or not isinstance(loop.target, nodes.Name) or loop.recursive:
            raise FormFault(
                f"“{_path(loop.iter)}” is not a list of the plan, so there is nothing to go through"
            )
        inner = {**scope, loop.target.name: found.each, "loop": _LOOP}
        if loop.test is not None:
            self._of(loop.test, inner)
        self.body(loop.body, inner)
        self.body(loop.else_, scope)

    def _of(self, node: nodes.Node, scope: Scope) -> Field:
        """Give what an expression stands for."""
        if isinstance(node, nodes.Name):
            return _named(node.name, scope, node.name, "")
        if isinstance(node, nodes.Getattr):
            return self._inner(node, node.attr, scope)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            if isinstance(node.arg.value, str):
                return self._inner(node, node.arg.value, scope)
            return self._of(node.node, scope).each or TEXT
        if isinstance(node, nodes.Const | nodes.TemplateData):
            return TEXT
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._filter(node, scope)
        if isinstance(node, nodes.Mul) and _is_span(node):
            return TEXT
        if isinstance(node, _LOGIC):
            for child in node.iter_child_nodes():
                self._of(child, scope)
            return TEXT
        raise FormFault(f"“{type(node).__name__.lower()}” is not something that a form may do")

    def _inner(self, node: nodes.Getattr | nodes.Getitem, name: str, scope: Scope) -> Field:
        around = self._of(node.node, scope)
        return _named(name, around.fields or {}, _path(node), _path(node.node))

    def _filter(self, node: nodes.Filter, scope: Scope) -> Field:
        if node.name not in FILTERS:
            close = nearest(node.name, FILTERS)
            raise FormFault(
                f"there is no filter “{node.name}”" + (f"; did you mean “{close}”?" if close else "")
            )
        for child in (*node.args, *(pair.value for pair in node.kwargs)):
            self._of(child, scope)
        assert node.node is not None
        of = self._of(node.node, scope)
        return (of.each or TEXT) if node.name in ("first", "last") else TEXT


def _named(name: str, known: Mapping[str, Field], path: str, around: str) -> Field:
    if name in known:
        return known[name]
    close = nearest(name, known) or next(iter(_elsewhere(name, known)), None)
    hint = f"; did you mean “{'.'.join(part for part in (around, close) if part)}”?" if close else ""
    raise FormFault(f"a plan has no field “{path}”{hint}")


def _elsewhere(name: str, known: Mapping[str, Field]) -> Iterator[str]:
    """Give where a field of this very name is, one part further in: "header.school_name"."""
    for part, field in known.items():
        if field.fields and name in field.fields:
            yield f"{part}.{name}"


def _is_span(node: nodes.Mul) -> bool:
    """True for what the tag for merged cells becomes: a number times the length of the loop."""
    return isinstance(node.left, nodes.Const) and _path(node.right) == "loop.length"


def _path(node: Any) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{_path(node.node)}.{node.arg.value}"
    return "this"
