"""Plans as JSON and YAML: read exactly, or refused with the line, the path and what would be right."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.documents.formats import KINDS, read_plan_bytes, write_plan
from bot.documents.packing import digest_of, pack, unpack
from bot.documents.plan_files.schema import field_words, plan_schema, undescribed
from bot.documents.plan_kinds import PlanWords
from bot.documents.workbook import Fault, ReadResult, told
from tests.documents.larkspur import larkspur
from tests.documents.plans import workbook
from tests.documents.whole_plan import whole_plan

WORDS = PlanWords.load()
JSON = write_plan(".json", larkspur(), WORDS).decode()
YAML = write_plan(".yaml", larkspur(), WORDS).decode()


STRANGE_DAYS = {"0001-01-01": "1/1/1", "1926-11-20": "11/20/1926", "9999-12-31": "12/31/9999"}


def read(suffix: str, content: str | bytes) -> ReadResult:
    """What is read from a file."""
    data = content.encode() if isinstance(content, str) else content
    return read_plan_bytes(f"plan{suffix}", data, WORDS)


def only(result: ReadResult) -> Fault:
    """The one fault of a file."""
    assert result.document is None
    (fault,) = result.faults
    return fault


@pytest.mark.parametrize("suffix", sorted(set(KINDS) - {".docx"}))  # a form holds what it asks for
def test_a_plan_with_every_field_comes_back_whole(suffix: str) -> None:
    result = read(suffix, write_plan(suffix, whole_plan(), WORDS))
    assert result.faults == ()
    assert result.document == whole_plan()


@pytest.mark.parametrize("day", STRANGE_DAYS)
@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_a_day_of_another_age_is_refused_as_in_the_workbook(suffix: str, day: str) -> None:
    text = {".json": JSON, ".yaml": YAML}[suffix]
    assert text.count("2026-11-20") == 1
    fault = only(read(suffix, text.replace("2026-11-20", day)))
    sentence = "{} cannot be right for a plan. Please check the year."
    assert (fault.path, fault.message) == ("actions[1].due_on", sentence.format(day))
    book = load_workbook(BytesIO(write_plan(".xlsx", larkspur(), WORDS)))
    (cell,) = [
        cell
        for row in book["Milestones and actions"].iter_rows()
        for cell in row
        if str(cell.value).startswith("2026-11-20")
    ]
    cell.value = day
    saved = BytesIO()
    book.save(saved)
    assert only(read(".xlsx", saved.getvalue())).message == sentence.format(STRANGE_DAYS[day])


@pytest.mark.parametrize(
    ("old", "new", "code", "path", "said"),
    [
        ("due_on: 2026-11-20", "due_on: soon", "not_a_day", "actions[1].due_on", "“soon” is not a date"),
        ("'0417'", "0417", "not_text_field", "header.school_code", "quotation marks"),
        (
            "responsible:",
            "resposible:",
            "unknown_field",
            "actions[0].resposible",
            "Did you mean “responsible”",
        ),
        ("if_text:", "then:", "unknown_field", "strategies[0].then", "Did you mean “then_text”"),
        ("kind: at_least", "kind: atleast", "not_one_of", "goals[0].measures[0].targets[0].kind", "at_least"),
        ("budget: 1250.5", "budget: a lot", "not_an_amount", "actions[1].budget", "“a lot” is not a number"),
        ("number: 2\n", "number: two\n", "not_a_whole_number", "priorities[1].number", "“two”"),
        ("team: ATT", "team: ATTT", "unknown_team", "milestones[2].team", "Did you mean ATT?"),
        ("- 2b\n", "- 9z\n", "unknown_practice", "strategies[0].practices", "twelve practice codes"),
        ("value: 48", "value: .nan", "not_an_amount", "goals[0].measures[0].targets[0].value", "number"),
    ],
)
def test_a_fault_says_line_path_and_what_would_be_right(
    old: str, new: str, code: str, path: str, said: str
) -> None:
    assert old in YAML
    text = YAML.replace(old, new, 1)
    result = read(".yaml", text)
    assert result.document is None
    fault = next(one for one in result.faults if one.code == code)
    assert (fault.path, said in fault.message) == (path, True), fault
    line = text.splitlines()[(fault.row or 0) - 1]
    assert new.strip() in line or line.strip() == "practices:"
    assert told([fault], WORDS.workbook.words)[0].startswith(f"Line {fault.row}, {fault.place}: ")


def test_a_place_is_said_as_people_say_it() -> None:
    def place(old: str, new: str) -> str | None:
        return next(one.place for one in read(".yaml", YAML.replace(old, new, 1)).faults)

    assert place("due_on: 2026-11-20", "due_on: soon") == "action 1.1.1.2, “due_on”"
    assert place("value: 48", "value: .nan") == "goal 1, measure 1, target 1, “value”"
    assert place("'0417'", "0417") == "“header”, “school_code”"


def test_places_are_those_of_the_file_whatever_its_order() -> None:
    plan = larkspur()
    lines = JSON.replace('"1.1.1.10"', '"1.9.9.10"')  # the third action, and the last one of the plan
    fault = only(read(".json", lines))
    assert (fault.code, fault.path) == ("unknown_milestone", "actions[2].number")
    assert '"1.9.9.10"' in lines.splitlines()[(fault.row or 0) - 1]
    assert plan.actions[2].number == "1.1.1.10"


@pytest.mark.parametrize(
    ("suffix", "content", "code", "row"),
    [
        (".json", '{"header": {"title": "a",}}', "not_json", 1),
        (".json", '{"header": {}, "header": {}}', "given_twice", 1),
        (".json", '{"goals": [NaN]}', "not_json", 1),
        (".json", '{"vision": "a\nb"}', "not_json", 1),
        (".json", "[" * 100_000, "too_deep", 1),
        (".json", "[]", "several_plans", None),
        (".json", '"a plan"', "not_a_plan", None),
        (".json", " \n ", "empty", None),
        (".json", b"\xff\xfe\x00a", "not_text", 1),
        (".yaml", "header:\n  title: a\n  title: b\n", "given_twice", 3),
        (".yaml", "a: &a [1, 1]\nb: [*a, *a]\n", "alias", 2),
        (".yaml", "header: [\n", "not_yaml", 2),
        (".yaml", "[" * 5_000, "too_deep", 1),
        (".yaml", "# nothing\n", "empty", None),
        (".yaml", "!!python/object/apply:os.system ['true']", "not_yaml", 1),
        (".yaml", b"a" * (10 * 1024 * 1024 + 1), "too_large", None),
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence(
    suffix: str, content: str | bytes, code: str, row: int | None
) -> None:
    fault = only(read(suffix, content))
    assert (fault.code, fault.row) == (code, row)
    assert fault.message.endswith((".", "?"))


def test_a_file_is_what_is_in_it_whatever_its_name() -> None:
    assert read(".json", workbook()).document == larkspur()
    assert read(".txt", JSON).document == larkspur()
    assert read("", YAML).document == larkspur()
    assert only(read(".xlsx", JSON)).code == "not_a_workbook"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([".json", ".yaml"]), st.data())
def test_no_file_is_too_strange_to_be_read_or_refused(suffix: str, data: st.DataObject) -> None:
    text = JSON if suffix == ".json" else YAML
    at = data.draw(st.integers(0, len(text)))
    to = data.draw(st.integers(at, min(len(text), at + 12)))
    put = data.draw(
        st.text(max_size=8) | st.sampled_from(["9" * 400, "1e999", "null", "\\ud800", "- ", "{}", "&a"])
    )
    content = (text[:at] + put + text[to:]).encode("utf-8", "surrogatepass")
    result = read(suffix, content)
    assert (result.document is None) == bool(result.faults)


def test_equal_plans_have_one_digest() -> None:
    first, *others = larkspur().actions
    other = first.model_copy(update={"budget": Decimal("0.00")})
    assert digest_of(larkspur().model_copy(update={"actions": (other, *others)})) == digest_of(larkspur())
    assert unpack(pack(whole_plan()).content) == whole_plan()


@pytest.mark.parametrize(
    "budget", ["0", "0.01", "1250.5", "9999999999.99", "1E+300", "123456789012345678.25"]
)
@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_amounts_come_back_exactly(suffix: str, budget: str) -> None:
    (goal, *goals), measure = larkspur().goals, larkspur().goals[0].measures[0]
    target = measure.targets[0].model_copy(update={"value": Decimal(budget)})
    measure = measure.model_copy(update={"targets": (target,)})
    plan = larkspur().model_copy(update={"goals": (goal.model_copy(update={"measures": (measure,)}), *goals)})
    assert read(suffix, write_plan(suffix, plan, WORDS)).document == plan


def test_every_field_of_the_schema_has_a_title_and_a_sentence() -> None:
    words = field_words()
    assert undescribed(words) == []
    schema = plan_schema(words)
    parts = {"PlanDocument": schema, **schema["$defs"]}
    unknown = [
        f"{part}.{field}"
        for part, fields in words.items()
        if part != "any"
        for field in fields
        if field not in parts.get(part, {}).get("properties", {})
    ]
    assert unknown == []
