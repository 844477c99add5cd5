"""Milepost's own planning form, section by section; `python -m bot.documents.word.blueprint` makes it again.

Its headings are those of the workbook and of `prompts/documents/word.yaml`, so that a form that is
filled in, by Milepost or by hand, can be read back.
"""

from __future__ import annotations

from itertools import pairwise

from bot.documents.word.forms import FOLDER, OWN
from bot.documents.word.paper import Paper
from bot.documents.word.words import WordWords, word_words
from bot.documents.workbook.layout_glance import GLANCE_SECTIONS
from bot.documents.workbook.words import WorkbookWords, load_workbook_words
from bot.overlay import PACKAGED

_WIDE = ("update_summary", "contact_information")
_MEASURES = (("indicator", 3.4), ("data_source", 2.0), ("baseline", 1.6), ("year1", 1.3), ("year2", 1.3),
             ("year3", 1.3), ("later", 1.5))  # fmt: skip
_ACTIONS = (("number", 0.75), ("text", 2.6), ("outputs", 1.8), ("starts_on", 1.1), ("due_on", 1.1),
            ("responsible", 1.15), ("collaborators", 1.25), ("budget", 0.85), ("resources", 1.2),
            ("predecessors", 0.9), ("practices", 0.9))  # fmt: skip
_PEOPLE = (("name", 2.0), ("email", 3.0), ("title", 2.4), ("roles", 2.4))
_TEAMS = (("code", 0.9), ("name", 2.0), ("lead", 1.8), ("members", 3.6), ("channel", 1.6))
_CHECKLIST = (("element", 3.2), ("aspect", 2.8), ("included", 1.0), ("other", 2.6))
_ANALYSIS = (("kind", 1.2), ("text", 4.0), ("evidence", 3.2), ("cause", 1.4))
_GLOSSARY = (("term", 2.0), ("definition", 7.0))
_SIGNATURES = (("name", 2.0), ("position", 2.0), ("plan_role", 2.4), ("signature", 2.2), ("signed_on", 1.0))
_ATTACHMENTS = (("name", 3.2), ("kind", 1.8), ("location", 4.0))
Columns = tuple[tuple[str, float], ...]


def blueprint() -> bytes:
    """Give the form as the bytes of a Word document."""
    return _Blueprint(load_workbook_words(), word_words()).whole()


class _Blueprint:
    def __init__(self, book: WorkbookWords, words: WordWords) -> None:
        self._book = book
        self._words = words
        self._paper = Paper("{{ header.title }}")

    def whole(self) -> bytes:
        paper = self._paper
        paper.heading("{{ header.title }}", 0)
        paper.text("{{ header.school_name }}{% if header.district %} · {{ header.district }}{% endif %}")
        self._front()
        self._needs()
        self._goals()
        self._strategies()
        self._back()
        paper.footer("{{ header.school_name }} · " + self._words.help["footer"])
        return paper.content()

    def _section(self, key: str, level: int = 1) -> None:
        self._paper.heading(self._words.sections[key], level)
        if key in self._words.help:
            self._paper.text(self._words.help[key], soft=True)

    def _front(self) -> None:
        self._section("glance")
        glance, paper = self._book.glance, self._paper
        fields = [
            column.field
            for key, columns in GLANCE_SECTIONS
            if key in ("school", "district")
            for column in columns
        ]
        pairs = [(glance[field].label, f"{{{{ header.{field} }}}}") for field in fields if field not in _WIDE]
        rows = [list(pair) for pair in pairwise([*pairs, ("", "")])][::2]
        long = [[(glance[field].label, f"{{{{ header.{field} }}}}")] for field in _WIDE]
        paper.card(rows)
        paper.card(long)
        self._section("direction")
        paper.card([[(glance[field].label, f"{{{{ {field} }}}}")] for field in ("vision", "mission")])
        self._section("purpose")
        self._lines("purpose", ("if", "then", "and"), "purpose.{}_text")
        self._section("people")
        self._table("people", "person in people", _PEOPLE)
        self._section("teams")
        self._table("teams", "team in teams", _TEAMS)

    def _needs(self) -> None:
        self._section("needs")
        self._lines("needs", ("kind", "process", "stakeholders"), "needs.{}")
        self._section("checklist", 2)
        self._table("checklist", "row in needs.rows", _CHECKLIST)
        self._section("analysis", 2)
        self._table("analysis", "row in analysis.rows", _ANALYSIS)
        self._paper.card([[(self._book.glance["leverage"].label, "{{ analysis.leverage }}")]])
        self._section("priorities")
        label = f"{self._book.glance['priority'].label} {{{{ area.number }}}}"
        self._paper.card([[(label, "{{ area.text }}")]], "area in priorities")

    def _goals(self) -> None:
        paper, labels = self._paper, self._book.columns["goals"]
        self._section("goals")
        paper.tag("for goal in goals")
        paper.heading(f"{self._words.sections['goal']} {{{{ goal.number }}}}", 2)
        fields = ("number", "text", "explanation")
        paper.card([[(labels[field].label, f"{{{{ goal.{field} }}}}")] for field in fields])
        self._table("goals", "measure in goal.measures", _MEASURES)
        paper.tag("endfor")

    def _strategies(self) -> None:
        paper, labels = self._paper, self._book.columns["strategies"]
        self._section("strategies")
        paper.text(self._words.help["privacy"], soft=True)
        paper.tag("for strategy in strategies")
        paper.heading(f"{self._words.sections['strategy']} {{{{ strategy.number }}}}", 2)
        short = [field for field in ("number", "goal", "starts_on", "ends_on") if field in labels]
        pairs = [(labels[field].label, f"{{{{ strategy.{field} }}}}") for field in short]
        rows = [pairs[at : at + 2] for at in range(0, len(pairs), 2)]
        long = ("if_text", "then_text", "and_text", "practices")
        paper.card([*rows, *([(labels[field].label, f"{{{{ strategy.{field} }}}}")] for field in long)])
        self._table("strategies", "measure in strategy.measures", _MEASURES)
        self._milestones()
        paper.tag("endfor")

    def _milestones(self) -> None:
        paper, labels = self._paper, self._book.columns["milestones"]
        paper.tag("for milestone in strategy.milestones")
        paper.heading(f"{self._words.sections['milestone']} {{{{ milestone.number }}}}", 3)

        def pair(field: str) -> tuple[str, str]:
            return labels[field].label, f"{{{{ milestone.{field} }}}}"

        statement = (self._words.sections["milestone"], "{{ milestone.statement }}")
        paper.card([[statement], [pair("number"), pair("team")], [pair("starts_on"), pair("due_on")],
                    [pair("practices")]])  # fmt: skip
        self._table("milestones", "action in milestone.actions", _ACTIONS)
        paper.tag("endfor")

    def _back(self) -> None:
        self._section("glossary")
        self._table("glossary", "row in glossary", _GLOSSARY)
        self._section("attachments")
        self._table("attachments", "row in attachments", _ATTACHMENTS)
        self._section("signatures")
        self._table("signatures", "row in signatures", _SIGNATURES)

    def _lines(self, part: str, names: tuple[str, ...], path: str) -> None:
        labels = self._book.glance
        self._paper.card(
            [[(labels[f"{part}_{name}"].label, f"{{{{ {path.format(name)} }}}}")] for name in names]
        )

    def _table(self, key: str, loop: str, columns: Columns) -> None:
        """Add a table with the workbook's headings, a row for each of a list."""
        labels = {field: heading.label for field, heading in self._book.columns[key].items()}
        labels["later"], one = self._words.later, loop.partition(" ")[0]
        self._paper.grid(
            [(labels[field], f"{{{{ {one}.{field} }}}}", share) for field, share in columns], loop
        )


if __name__ == "__main__":
    path = PACKAGED / FOLDER / f"{OWN}.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(blueprint())
