"""Whatever a plan says: taken in, given out and taken in again it is the same, in every kind of file."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.documents.formats import read_plan_bytes, write_plan
from bot.documents.plan_basis import Analysis, Observation, Purpose, RootCause, Term
from bot.documents.plan_document import PlanDocument
from bot.documents.plan_kinds import PlanWords
from bot.flows import plan_versions
from bot.flows.plan_import import apply, load, preview
from storage.database import Database
from storage.plan_rows import organization_by_code
from storage.tables import Workspace
from storage.vocabulary import Cause
from tests.documents.test_workbook_round_trip import _line, _plans, _text
from tests.documents.whole_plan import whole_plan

NOW = datetime(2026, 10, 5, 14, 30, tzinfo=UTC)
WORDS = PlanWords.load()
_numbers = count()


@st.composite
def whole_plans(draw: st.DrawFn) -> PlanDocument:
    """A plan with what it rests on."""
    maybe = st.none() | _text
    observations = st.lists(st.builds(Observation, text=_text, evidence=maybe), max_size=3).map(tuple)
    causes = st.builds(RootCause, text=_text, cause=st.none() | st.sampled_from(Cause), evidence=maybe)
    analysis = st.builds(
        Analysis,
        strengths=observations,
        threats=observations,
        leverage=maybe,
        root_causes=st.lists(causes, max_size=2).map(tuple),
    )
    terms = st.lists(
        st.builds(Term, term=_line, definition=_text), max_size=2, unique_by=lambda one: one.term
    )
    basis = {
        "purpose": draw(st.builds(Purpose, if_text=maybe, then_text=maybe)),
        "analysis": draw(analysis),
        "glossary": draw(terms.map(tuple)),
    }
    return PlanDocument.model_validate({**dict(draw(_plans())), **basis})


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
@given(document=whole_plans())
def test_import_export_import_changes_nothing(sqlite_database: Database, document: PlanDocument) -> None:
    stays_the_same(sqlite_database, document)


@pytest.mark.postgres
def test_the_same_on_postgresql(postgres_database: Database) -> None:
    stays_the_same(postgres_database, whole_plan())


def stays_the_same(database: Database, document: PlanDocument) -> None:
    """Store the plan in a new workspace; every kind of file gives back what is stored."""
    with database.begin() as session:
        workspace = Workspace(slack_team_id=f"T{next(_numbers)}", name="Somewhere")
        session.add(workspace)
        session.flush()
        apply(session, workspace.id, document, NOW, WORDS.workbook.practices)
        stored = load(session, workspace.id, document.header.school_code)
        assert stored == document
        organization = organization_by_code(session, workspace.id, document.header.school_code)
        assert organization is not None
        assert plan_versions.read(session, workspace.id, organization.id, 1) == document
        for suffix in (".json", ".yaml", ".xlsx"):
            result = read_plan_bytes(f"plan{suffix}", write_plan(suffix, document, WORDS), WORDS)
            assert result.faults == ()
            assert result.document is not None
            assert preview(session, workspace.id, result.document).is_empty


def test_a_filled_word_form_taken_in_given_out_and_taken_in_again_changes_nothing(
    sqlite_database: Database,
) -> None:
    sent = write_plan(".docx", whole_plan(), WORDS)
    first = read_plan_bytes("plan.docx", sent, WORDS)
    assert first.document is not None, first.faults
    with sqlite_database.begin() as session:
        workspace = Workspace(slack_team_id="TWORD", name="Somewhere")
        session.add(workspace)
        session.flush()
        assert preview(session, workspace.id, first.document).is_first
        apply(session, workspace.id, first.document, NOW, WORDS.workbook.practices)
        stored = load(session, workspace.id, first.document.header.school_code)
        assert stored is not None
        assert len(stored.actions) == len(whole_plan().actions)
        again = read_plan_bytes("plan.docx", write_plan(".docx", stored, WORDS), WORDS)
        assert again.document is not None, again.faults
        assert preview(session, workspace.id, again.document).is_empty
        other = again.document.model_copy(update={"vision": "Another one."})
        assert not preview(session, workspace.id, other).is_empty
