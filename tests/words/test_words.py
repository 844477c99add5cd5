"""Templates, short strings, and the overlays of a district."""

import enum
from enum import StrEnum
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from bot.overlay import OverlayFault, PromptFile, read_prompts
from bot.words import Words
from storage import vocabulary, vocabulary_plan
from storage.vocabulary import Cause, Status


def words(**texts: str) -> Words:
    """Words of these files alone; "__" in a name stands for "/", "_j2" and so on for a dot."""
    names = {
        name: name.replace("__", "/")
        .replace("_md_j2", ".md.j2")
        .replace("_txt_j2", ".txt.j2")
        .replace("_yaml", ".yaml")
        for name in texts
    }
    return Words(
        {names[n]: PromptFile(names[n], text, Path("/x") / names[n], text) for n, text in texts.items()}
    )


def test_a_forgotten_filter_cannot_inject() -> None:
    said = words(
        messages__a_md_j2="*{{ title }}* {{ note ~ '!' }} {% macro m(x) %}_{{ x }}_{% endmacro %}"
        "{{ m(note) }}"
    )
    assert (
        said.render("messages/a.md.j2", title="<!here> *x*", note="it's <b>")
        == "*&lt;!here&gt; ∗x∗* it's &lt;b&gt;! _it's &lt;b&gt;_"
    )


def test_plain_text_is_not_escaped() -> None:
    assert (
        words(messages__a_txt_j2="Hello {{ name }}").render("messages/a.txt.j2", name="A & B")
        == "Hello A & B"
    )


def test_a_fact_that_was_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="name"):
        words(messages__a_md_j2="Hello {{ name }}").render("messages/a.md.j2")


def test_short_strings_are_plain_on_buttons_and_escaped_in_lines() -> None:
    said = words(messages__checkin_yaml='all: "All on track"\nnested: {hi: "*Hi* {{ name }}"}\n')
    assert said.label("checkin.all") == said.line("checkin.all") == "All on track"
    assert said.label("checkin.nested.hi", name="A & B's") == "*Hi* A & B's"
    assert said.line("checkin.nested.hi", name="<A> & B's") == "*Hi* &lt;A&gt; &amp; B's"
    assert said.has("checkin.all")
    assert not said.has("checkin.none")
    with pytest.raises(KeyError, match=r"checkin\.none"):
        said.label("checkin.none")


def test_templates_can_use_short_strings_and_terms(tmp_path: Path) -> None:
    files = dict(read_prompts())
    text = "{{ status | term }}: {{ cause | hint }}"
    files["messages/a.md.j2"] = PromptFile("messages/a.md.j2", text, tmp_path, text)
    said = Words(files).render("messages/a.md.j2", status=Status.BEHIND, cause=Cause.UNCLEAR)
    assert said == "Behind schedule: It is behind, and the reason still has to be found"


def test_every_packaged_template_and_short_string_compiles() -> None:
    assert Words.load().check() > 100


@pytest.mark.parametrize(
    "kind",
    [
        k
        for k in (vars(vocabulary) | vars(vocabulary_plan)).values()
        if isinstance(k, enum.EnumType) and k is not StrEnum
    ],
)
def test_every_term_of_the_vocabulary_has_its_words(kind: type[StrEnum]) -> None:
    said = Words.load()
    if kind.__name__ in ("AnswerKind", "StepOutcome"):  # never shown to anyone
        return
    for value in kind:
        assert 1 <= len(said.term(value)) <= 75
        assert 1 <= len(said.hint(value)) <= 75


def overlay(tmp_path: Path, name: str, content: str | bytes) -> Path:
    """A directory of a district's own files with this one in it."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tmp_path


def test_a_district_can_change_one_short_string(tmp_path: Path) -> None:
    own = overlay(tmp_path, "frameworks/terms.yaml", 'Status: {behind: {label: "Needs a hand"}}')
    said = Words.load(own)
    assert said.term(Status.BEHIND) == "Needs a hand"
    assert said.term(Status.ON_TRACK) == "On track"
    assert said.hint(Status.BEHIND) == Words.load().hint(Status.BEHIND)


@pytest.mark.parametrize(
    ("name", "content", "line", "reason"),
    [
        ("frameworks/terms.yaml", "Status:\n  behind: {label: 'x {% if %}'}", 2, "Expected"),
        ("frameworks/terms.yaml", "Status:\n  behind: {label: '{{ who }}'}", 2, "who is not known"),
        ("frameworks/terms.yaml", "Status:\n  behind: {label: '{{ who | nofilter }}'}", 2, "nofilter"),
        ("frameworks/terms.yaml", "Status:\n  behnd: {label: x}", 2, "no words called terms.Status.behnd"),
        ("frameworks/terms.yaml", "Status:\n  behind: {label: 3}", 2, "quotation marks"),
        ("frameworks/terms.yaml", "Status:\n  behind: [", 2, "not valid YAML"),
        ("frameworks/terms.yaml", "Status: {}\nStatus: {}", 2, "given twice"),
        ("frameworks/terms.yaml", "# nothing\n", 1, "empty"),
        ("frameworks/terms.yaml", b"Status:\n  \xff\xfe", 2, "UTF-8"),
        ("frameworks/term.yaml", "Status: {}", None, "did you mean frameworks/terms.yaml"),
    ],
)
def test_a_broken_overlay_is_refused_with_file_line_and_reason(
    tmp_path: Path, name: str, content: str | bytes, line: int | None, reason: str
) -> None:
    with pytest.raises(OverlayFault) as refused:
        Words.load(overlay(tmp_path, name, content))
    assert refused.value.path == tmp_path / name
    assert refused.value.line == line
    assert reason in refused.value.reason
    assert str(tmp_path / name) in str(refused.value)


def test_an_overlaid_template_may_use_only_what_it_is_given(tmp_path: Path) -> None:
    name, packaged = "messages/a.md.j2", "{# facts: month #}Hello {{ person }}"

    def build(text: str) -> Words:
        return Words({name: PromptFile(name, text, tmp_path / name, packaged)})

    assert (
        build("Hi {{ person }}, it is {{ month }}").render(name, person="Ana", month="May")
        == "Hi Ana, it is May"
    )
    with pytest.raises(
        OverlayFault, match=r"line 2: persn is not known to this text; it can use month, person"
    ):
        build("Hi\n{{ persn }}")
    with pytest.raises(OverlayFault, match="line 3"):
        build("Hi\n\n{% if %}")


def test_a_missing_overlay_directory_is_said(tmp_path: Path) -> None:
    with pytest.raises(OverlayFault, match="does not exist"):
        Words.load(tmp_path / "none")


def test_editors_leftovers_and_notes_are_ignored(tmp_path: Path) -> None:
    overlay(tmp_path, "README.md", "our notes")
    overlay(tmp_path, ".git/x.yaml", "[")
    assert Words.load(tmp_path).label("terms.Status.behind.label") == "Behind schedule"
