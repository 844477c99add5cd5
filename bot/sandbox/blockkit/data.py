"""Tables and charts: what Slack draws from plain data."""

from typing import Any

from bot.sandbox.blockkit.report import Check, Report
from bot.sandbox.blockkit.richtext import RICH_TEXT
from bot.sandbox.blockkit.schema import boolean, integer, items, number, one_of, shape, string, variants
from bot.sandbox.model import Json

ID: dict[str, Check] = {"block_id": string(255)}
CHARTS_PER_MESSAGE = 2
TABLE_CHARACTERS = 10_000


def _one_table(value: Json, pointer: str, report: Report) -> None:
    """Refuse a second table in a message."""
    if report.count("table") > 1:
        report.add("only_one_table_allowed", "only_one_table_allowed", pointer)


def _column(value: Any, pointer: str, report: Report) -> None:
    """Check the settings of a column; null skips one."""
    if value is not None:
        _COLUMN(value, pointer, report)


def _characters(value: Json, pointer: str, report: Report) -> None:
    """Refuse a data table that says more than Slack shows, or that names a column which is not there."""
    total = sum(len(str(cell.get("text", ""))) for row in value["rows"] for cell in row)
    if total > TABLE_CHARACTERS:
        words = f"must be less than {TABLE_CHARACTERS + 1} characters in all cells"
        report.add("max_length", words, f"{pointer}/rows", TABLE_CHARACTERS, total)
    if value.get("row_header_column_index", 0) >= len(value["rows"][0]):
        report.add("max_value", "must be a column of the table", f"{pointer}/row_header_column_index")


def _few_charts(value: Json, pointer: str, report: Report) -> None:
    """Refuse a third chart in a message."""
    got = report.count("data_visualization")
    if got > CHARTS_PER_MESSAGE:
        report.add("max_items", "no more than 2 charts allowed", pointer, CHARTS_PER_MESSAGE, got)


def _same_labels(value: Json, pointer: str, report: Report) -> None:
    """Demand one point for each category in every series, and series of different names."""
    categories = sorted(value["axis_config"]["categories"])
    names: set[str] = set()
    for index, series in enumerate(value["series"]):
        place = f"{pointer}/series/{index}"
        if series["name"] in names:
            report.add("duplicate_name", "series names must be unique", f"{place}/name")
        names.add(series["name"])
        if sorted(point["label"] for point in series["data"]) != categories:
            report.add("not_a_category", "must have one data point for each category", f"{place}/data")


_CELL = variants(
    {
        "raw_text": shape({"text": string()}),
        "raw_number": shape({"value": number()}, {"text": string()}),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})
TABLE = shape(
    {"rows": items(items(_CELL, 1, 20), 1, 100)}, {"column_settings": items(_column, 0, 20), **ID}, _one_table
)
DATA_TABLE = shape(
    {"caption": string(), "rows": items(items(_CELL, 1, 20), 2, 101)},
    {"page_size": integer(1, 100), "row_header_column_index": integer(0, 19), **ID},
    _characters,
    _one_table,
)
_LABEL = string(20)
_POINT = shape({"label": _LABEL, "value": number()})
_SERIES = shape({"name": _LABEL, "data": items(_POINT, 1, 20)})
_AXES = shape({"categories": items(_LABEL, 1, 20)}, {"x_label": string(50), "y_label": string(50)})
_LINES = shape({"series": items(_SERIES, 1, 6), "axis_config": _AXES}, {}, _same_labels)
_PIE = shape({"segments": items(shape({"label": _LABEL, "value": number(positive=True)}), 1, 12)})
CHART = variants({"pie": _PIE, "line": _LINES, "bar": _LINES, "area": _LINES})
DATA_VISUALIZATION = shape({"title": string(50), "chart": CHART}, ID, _few_charts)
