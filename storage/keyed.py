"""Rows that are found by their own key, with the workspace as a check and not as the way to them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op


def checked(column: Any) -> ColumnElement[int]:
    """Give `+column`: it compares as `column` does, and no index leads to it.

    SQLite keeps no statistics. Asked for two hundred rows of a workspace by key, it walks an index that
    begins with the workspace, however many rows that has.
    """
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)
