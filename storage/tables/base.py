"""What every table shares: a key, and the workspace that the row belongs to."""

import re
from typing import Any

from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from storage.types import Key

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING


def reference(target: str, *, index: bool = True, **more: Any) -> Any:
    """Give a required foreign key to `target` ("table.id")."""
    return Field(foreign_key=target, sa_type=Key, index=index, **more)


def optional_reference(target: str, *, index: bool = False) -> Any:
    """Give a foreign key to `target` that may be empty."""
    return Field(default=None, foreign_key=target, sa_type=Key, index=index, nullable=True)


class Row(SQLModel):
    """A row with a key of its own; its table is named after the class, in snake case."""

    @declared_attr.directive
    def __tablename__(cls) -> str:
        """Give "check_in" for CheckIn."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()

    model_config = {"defer_build": True}  # rows are not validated: most tables never need it

    id: int = Field(default=None, primary_key=True, sa_type=Key)


class Scoped(Row):
    """A row that belongs to one workspace; no query reads another's.

    The workspace has no index of its own: every row of a database may have the same, and SQLite would
    rather read all of them than look where the rest of the question points.
    """

    workspace_id: int = reference("workspace.id", index=False)
