"""Column types that keep time aware, enumerations readable and keys large."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from pkgutil import resolve_name
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, Integer, String, TypeDecorator
from sqlalchemy.types import TypeEngine

Key = BigInteger().with_variant(Integer, "sqlite")
"""Primary and foreign keys: 64 bits on every database."""


class Facts(TypeDecorator[Any]):
    """Small JSON documents whose keys the code that writes them defines; JSONB where there is PostgreSQL.

    Its dialect is not loaded where there is not.
    """

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Give the type of the database at hand."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(JSON())
        return dialect.type_descriptor(resolve_name("sqlalchemy.dialects.postgresql:JSONB")())


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC: refuses naive datetimes on the way in, gives back aware ones.

    SQLite keeps no time zone, so without this a moment would come back naive.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment in UTC; ValueError for one without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; moments are stored aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give the stored moment back as aware UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """A number kept digit by digit, as it was typed: SQLite would make a float of it."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Give the number's digits, never with an exponent."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Give the number back."""
        return None if value is None else Decimal(value)


def word(kind: type[StrEnum]) -> Enum:
    """Give the column type that stores a member of `kind` by its value, as plain text."""
    return Enum(
        kind,
        native_enum=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )
