"""Any part of the tables can be written with no more than what it loads itself."""

from importlib import import_module

from sqlmodel import SQLModel

from storage import tables


def test_a_table_that_is_not_there_is_no_attribute() -> None:
    assert not hasattr(tables, "Pupil")


def test_every_part_loads_the_parts_that_it_refers_to() -> None:
    tables.register_all()
    homes = {mapper.local_table: mapper.class_.__module__ for mapper in SQLModel._sa_registry.mappers}
    referred = {
        (home, homes[key.column.table]) for table, home in homes.items() for key in table.foreign_keys
    }
    assert len(set(homes.values())) > 10
    for home, target in referred:
        loads = {
            one.__name__
            for one in vars(import_module(home)).values()
            if hasattr(one, "__path__") or hasattr(one, "__file__")
        }
        assert target == home or target in loads, f"{home} refers to {target} and does not load it"
