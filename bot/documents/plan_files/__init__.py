"""Plans as JSON and YAML: for programs to write, for people to read, with faults by path and line."""

from __future__ import annotations

from bot.documents.plan_files.plain import canonical, document_of, plain

__all__ = ["canonical", "document_of", "plain"]
