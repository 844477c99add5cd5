"""The lines of the sheet "At a glance", section by section."""

from __future__ import annotations

from bot.documents.workbook.layout import Column, Kind

GLANCE_SECTIONS: tuple[tuple[str, tuple[Column, ...]], ...] = (
    (
        "school",
        (
            Column("school_name"),
            Column("school_code"),
            Column("title", needed=False),
            Column("school_year", needed=False),
            Column("starts_on", Kind.DATE, needed=False),
            Column("ends_on", Kind.DATE, needed=False),
            Column("date_of_plan", Kind.DATE, needed=False),
            Column("date_of_update", Kind.DATE, needed=False),
            Column("update_summary", needed=False),
            Column("essa_status", Kind.ESSA, needed=False),
            Column("federal_designation", needed=False),
            Column("title_i_status", Kind.YES_NO, needed=False),
            Column("city_county", needed=False),
            Column("zip_code", needed=False),
            Column("phone", needed=False),
            Column("principal", Kind.PERSON, needed=False),
            Column("contact_information", needed=False),
        ),
    ),
    (
        "district",
        (
            Column("district", needed=False),
            Column("district_code", needed=False),
            Column("superintendent", needed=False),
            Column("district_liaison", needed=False),
        ),
    ),
    ("direction", (Column("vision", needed=False), Column("mission", needed=False))),
    (
        "purpose",
        (
            Column("purpose_if", needed=False),
            Column("purpose_then", needed=False),
            Column("purpose_and", needed=False),
        ),
    ),
    (
        "needs",
        (
            Column("needs_kind", Kind.ASSESSMENT, needed=False),
            Column("needs_process", needed=False),
            Column("needs_stakeholders", needed=False),
            Column("leverage", needed=False),
        ),
    ),
)
