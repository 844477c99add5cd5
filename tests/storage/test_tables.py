"""Tables that are loaded late can be written without those that are loaded later still."""

from sqlmodel import SQLModel

from storage import tables


def test_what_is_loaded_late_refers_to_its_own_part_or_to_what_every_start_loads() -> None:
    tables.register_all()
    late = {f"{tables.__name__}.{module}" for module in tables._SELDOM}
    homes = {mapper.local_table: mapper.class_.__module__ for mapper in SQLModel._sa_registry.mappers}
    assert late < set(homes.values())
    for table, home in homes.items():
        for key in table.foreign_keys:
            target = homes[key.column.table]
            assert target == home or target not in late, f"{home} refers to {target}"
