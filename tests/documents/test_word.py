"""The plan as a Word document: filled in, read back, refused; and the forms that a state brings."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.formats import read_plan_bytes, write_plan
from bot.documents.plan_diff import compare
from bot.documents.plan_kinds import PlanWords
from bot.documents.word.blueprint import blueprint
from bot.documents.word.fields import listed
from bot.documents.word.filling import Form
from bot.documents.word.forms import OWN, form_paths, open_form
from bot.documents.workbook.report import ReadResult, told
from bot.overlay import OverlayFault
from tests.documents.larkspur import larkspur
from tests.documents.whole_plan import whole_plan

WORDS = PlanWords.load()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(content: bytes, name: str = "plan.docx") -> ReadResult:
    return read_plan_bytes(name, content, WORDS)


def form_with(folder: Path, *lines: str, name: str = OWN) -> Path:
    """Put a form with these paragraphs into a state's own folder; give its directory."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    path = folder / "documents" / "forms" / f"{name}.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return folder


def text_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def changed(content: bytes, **texts: str) -> bytes:
    """Write other words into the cells of a document: what a cell says, and what it is to say."""
    document = Document(io.BytesIO(content))
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                if cell.text in texts:
                    cell.text = texts[cell.text]
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_every_field_of_a_plan_comes_back_from_word() -> None:
    plan = whole_plan()
    result = read(write_plan(".docx", plan, WORDS))
    assert result.faults == ()
    assert result.document is not None
    assert compare(plan, result.document) == ()
    assert result.document == plan


def test_the_packaged_form_is_the_one_that_its_blueprint_makes() -> None:
    def text(content: bytes) -> bytes:
        return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")

    assert text(form_paths()[OWN].read_bytes()) == text(blueprint())


def test_a_form_filled_in_by_hand_is_read_and_empty_places_are_left_out() -> None:
    document = Document(io.BytesIO(open_form(OWN).fill_blank(WORDS.workbook.words)))
    written = {
        ("School name", 0): "Larkspur Middle School", ("School code", 0): "0417",
        ("Priority area 1", 0): "Reading across subjects", ("If we", 0): "plan reading together",
        ("then", 0): "lessons share routines", ("and", 0): "students read more",
        ("Milestone", 0): "A routine is agreed", ("Due", 0): "January 29, 2027",
    }  # fmt: skip
    seen: dict[str, int] = {}
    for table in document.tables:
        for row in table.rows:
            cells = row.cells
            for at in range(0, len(cells) - 1, 2):
                key = (cells[at].text, seen.setdefault(cells[at].text, 0))
                if key in written and cells[at + 1].text == "":
                    cells[at + 1].text = written.pop(key)
                    seen[key[0]] += 1
        if len(table.rows) > 1 and table.rows[1].cells[0].text == "1.1.1.1":
            table.rows[1].cells[1].text = "Choose the routine"
    assert written == {}
    file = io.BytesIO()
    document.save(file)
    result = read(file.getvalue())
    assert result.faults == ()
    plan = result.document
    assert plan is not None
    assert [area.number for area in plan.priorities] == [1]
    assert [one.number for one in plan.strategies] == ["1.1"]
    assert [(one.number, str(one.due_on)) for one in plan.milestones] == [("1.1.1", "2027-01-29")]
    assert [(one.number, one.text) for one in plan.actions] == [("1.1.1.1", "Choose the routine")]
    assert (plan.goals, plan.people, plan.teams, plan.needs.checklist) == ((), (), (), ())


def test_faults_name_the_table_and_the_row() -> None:
    content = write_plan(".docx", larkspur(), WORDS)
    result = read(changed(content, **{"9/1/2026": "soonish", "Ruth Okafor": "Ruth Okafo"}))
    assert result.document is None
    lines = told(result.faults, WORDS.workbook.words)
    assert any("Milestone 1.1.1 (table" in line and "“Starts”, row 2" in line and "soonish" in line
               for line in lines)  # fmt: skip
    assert all("sheet" not in line.lower() for line in lines)


def test_of_an_empty_form_each_field_is_named_under_its_heading() -> None:
    result = read(open_form(OWN).fill_blank(WORDS.workbook.words))
    assert [line.partition(": ")[0] for line in told(result.faults, WORDS.workbook.words)] == [
        "At a glance (table 1), “School name”",
        "At a glance (table 1), “School code”",
    ]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{{ header.school_nam }}", "header.school_name"),
        ("{{ school_name }}", "header.school_name"),
        ("{%p for goal in goals %}{{ goal.txt }}{%p endfor %}", "goal.text"),
        ("{% if false %}{{ visin }}{% endif %}", "vision"),
    ],
)
def test_a_form_that_names_an_unknown_field_is_refused_with_the_nearest(
    tag: str, expected: str, tmp_path: Path
) -> None:
    with pytest.raises(OverlayFault, match="no field") as refused:
        open_form(
            OWN, form_with(tmp_path, *tag.replace("%}{{", "%}\n{{").replace("}}{%", "}}\n{%").split("\n"))
        )
    assert f"did you mean “{expected}”" in str(refused.value)
    assert "plan.docx" in str(refused.value)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ header.__class__ }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ range(10) }}",
        "{% for one in range(10) %}x{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ vision|attr('upper') }}",
        "{{ vision|safe }}",
        "{{ vision.upper() }}",
        "{{ header }}",
        "{% set x = cycler %}",
        "{{ unclosed",
    ],
)
def test_a_form_can_neither_run_code_nor_read_files(tag: str, tmp_path: Path) -> None:
    with pytest.raises(OverlayFault):
        open_form(OWN, form_with(tmp_path, tag))


def test_a_state_brings_its_own_form(tmp_path: Path) -> None:
    lines = ("{{ header.school_name }} of {{ header.district }}", "{%p for s in strategies %}",
             "If we {{ s.if_text }} ({{ s.practices }})", "{%p endfor %}")  # fmt: skip
    own = form_with(tmp_path, *lines, name="state")
    assert set(form_paths(own)) == {OWN, "state"}
    said = text_of(open_form("state", own).fill(larkspur(), WORDS.workbook.words, ""))
    assert said.startswith("Larkspur Middle School of Juniper Valley Schools\nIf we ")
    assert said.count("If we ") == len(larkspur().strategies)


def test_every_field_that_is_listed_can_be_shown(tmp_path: Path) -> None:
    lines = []
    for path in listed():
        *lists, last = path.removesuffix("[]").split("[].")
        name, before, after = "", [], []
        for depth, one in enumerate(lists):
            before.append(f"{{%p for x{depth} in {name}{one} %}}")
            after.append("{%p endfor %}")
            name = f"x{depth}."
        lines += [*before, f"{{{{ {name}{last} }}}}", *after]
    form = open_form(OWN, form_with(tmp_path, *lines))
    assert "Learning walks" in text_of(form.fill(whole_plan(), WORDS.workbook.words, ""))


_HARD = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40) | st.sampled_from(
    ["{{ 7 * 7 }}", "{% for a in b %}", "</w:t></w:r>", "a & b < c > d \"e\" 'f'", "]]>", "{#", "1.\n2."]
)


@settings(max_examples=12, deadline=None)
@given(_HARD)
def test_words_are_never_tags(words: str) -> None:
    plan = larkspur().model_copy(update={"vision": None})
    plan = type(plan).model_validate({**dict(plan), "vision": f"x{words}x"})
    result = read(write_plan(".docx", plan, WORDS))
    assert result.document == plan


def test_the_form_has_no_tag_left() -> None:
    content = write_plan(".docx", whole_plan(), WORDS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            assert b"{%" not in archive.read(name)
            assert b"{{" not in archive.read(name)


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


TYPES = {"[Content_Types].xml": b"<Types/>"}
ENTITY = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a Word document"),
        (b"\x00" * 10_000_000, "not a Word document"),
        (b"\x00" * 10_500_000, "larger than a plan"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc)"),
        (b"%PDF-1.7", "a PDF"),
        (packed({**TYPES, "word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}), "far larger"),
        (packed({**TYPES, "word/document.xml": ENTITY}), "far larger"),
        (packed({**TYPES, "word/document.xml": b"<a><b></a>"}), "damaged"),
        (packed({**TYPES, "word/document.xml": b"<a>" * 200_000}), "damaged"),
        (packed({**TYPES, "word/document.xml": b"<a>" + b"<b/>" * 1_300_000 + b"</a>"}), "larger than"),
        (packed({**TYPES, "word/document.xml": b"<a>" * 200_000 + b"</a>" * 200_000}), "No table"),
        (packed({**TYPES, "word/document.xml": b"<a/>"})[:-30], "not a Word document"),
        (packed({"mimetype": b"x", "content.xml": b"<a/>"}), "another kind"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence(content: bytes, words: str) -> None:
    result = read(content)
    assert result.document is None
    assert words in result.faults[0].message


def test_macros_and_links_are_left_alone() -> None:
    content = write_plan(".docx", larkspur(), WORDS)
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen")
    result = read(file.getvalue())
    assert result.document == larkspur()
    assert any("macros" in one.message for one in result.advice)


def test_a_tracked_change_counts_as_made() -> None:
    document = Document(io.BytesIO(write_plan(".docx", larkspur(), WORDS)))
    cell = next(cell for table in document.tables for row in table.rows for cell in row.cells
                if cell.text == "TSI")  # fmt: skip
    run = cell.paragraphs[0].runs[0]._r
    inserted = run.makeelement(f"{W}ins", {f"{W}id": "1", f"{W}author": "a"})
    run.addprevious(inserted)
    inserted.append(run)
    file = io.BytesIO()
    document.save(file)
    found = read(file.getvalue()).document
    assert found is not None
    assert found.header.essa_status == "TSI"


def test_a_form_that_is_no_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(OverlayFault, match="not a Word form"):
        Form(path)
