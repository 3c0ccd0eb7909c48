"""What settings do to findings: their levels change, or they go, and nothing else."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnostics.generated import diagnostics

from flowc.compile import check, compile_text
from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.codes import CODES
from flowc.diagnostics.selectors import Chosen, chosen_by
from flowc.settings import ProjectSettings, judged

levels = st.sampled_from([*Severity, None])
settings = st.builds(ProjectSettings, st.dictionaries(st.sampled_from(list(CODES)), levels), strict=st.booleans())
found = st.lists(
    st.builds(lambda one, code: attrs.evolve(one, code=code), diagnostics(), st.sampled_from(list(CODES))), max_size=5
)
selections = st.lists(
    st.sampled_from([*CODES, "FLW", "FLW1", "FLW40"]).map(chosen_by).filter(lambda one: one is not None), max_size=4
)

EMPTY = 'on call { menu "Press 1 for prices." { 1 { } } }\n'


def chosen(*words: str) -> list[Chosen]:
    return [one for one in map(chosen_by, words) if one is not None]


@given(found, settings)
def test_a_level_is_all_that_ever_changes(found: list[Diagnostic], settings: ProjectSettings) -> None:
    kept = [one for one in found if CODES[one.code].fixed or settings.levels.get(one.code, one.severity) is not None]
    after = judged(found, settings)

    assert [attrs.evolve(one, severity=Severity.INFO) for one in after] == [
        attrs.evolve(one, severity=Severity.INFO) for one in kept
    ]


@given(found, settings)
def test_a_fixed_code_is_neither_lowered_nor_hidden(found: list[Diagnostic], settings: ProjectSettings) -> None:
    fixed = [one for one in found if CODES[one.code].fixed and one.severity is Severity.ERROR]

    assert [one for one in judged(found, settings) if one in fixed] == fixed


@given(found)
def test_settings_that_say_nothing_change_nothing(found: list[Diagnostic]) -> None:
    assert judged(found, None) == judged(found, ProjectSettings()) == found


@given(found, settings)
def test_judging_twice_is_judging_once(found: list[Diagnostic], settings: ProjectSettings) -> None:
    once = judged(found, settings)

    assert judged(once, settings) == once


@given(found, st.none() | settings)
def test_strict_leaves_no_warning(found: list[Diagnostic], settings: ProjectSettings | None) -> None:
    assert all(one.severity is not Severity.WARNING for one in judged(found, settings, strict=True))


@given(settings, selections)
def test_what_is_selected_is_shown_and_all_else_that_can_be_is_hidden(
    settings: ProjectSettings, selection: list[Chosen]
) -> None:
    wanted = {code for one in selection for code in one.codes}
    narrowed = settings.only(selection)

    off = {code for code, level in narrowed.levels.items() if level is None}
    assert off == {code for code, known in CODES.items() if code not in wanted and not known.fixed}
    for code in wanted:
        if settings.levels.get(code) is not None:
            assert narrowed.levels[code] is settings.levels[code]


@given(settings, selections)
def test_what_is_ignored_is_off_so_far_as_it_can_be(settings: ProjectSettings, selection: list[Chosen]) -> None:
    after = settings.without(selection)
    ignored = {code for one in selection for code in one.changeable}

    assert {code: level for code, level in after.levels.items() if code not in ignored} == {
        code: level for code, level in settings.levels.items() if code not in ignored
    }
    assert all(after.levels[code] is None for code in ignored)


def test_a_warning_may_become_an_error_and_then_stops_the_compilation() -> None:
    raised = ProjectSettings({"FLW402": Severity.ERROR})

    assert compile_text(EMPTY).definition is not None
    assert compile_text(EMPTY, settings=raised).definition is None


def test_an_error_of_placement_may_become_a_warning_and_then_stops_nothing() -> None:
    text = 'on call { record on { failed -> end }; say "This call is recorded." }\n'
    lowered = ProjectSettings({"FLW302": Severity.WARNING})

    assert compile_text(text).definition is None
    compiled = compile_text(text, settings=lowered)
    assert compiled.definition is not None
    assert ("FLW302", Severity.WARNING) in [(one.code, one.severity) for one in compiled.diagnostics]


def test_a_missing_value_that_is_turned_off_leaves_a_draft() -> None:
    text = 'on call { say "Hello."; dial number { hangup -> end } }\n'

    assert [one.code for one in check(text).diagnostics] == ["FLW204"]
    assert compile_text(text, settings=ProjectSettings({"FLW204": None})).definition is not None


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        (ProjectSettings(), []),
        (ProjectSettings({"FLW508": Severity.WARNING}), ["FLW508"]),
        (ProjectSettings({"FLW508": None}), []),
        (ProjectSettings().only(chosen("FLW508")), ["FLW508"]),
        (ProjectSettings().only(chosen("unread-variable")), ["FLW508"]),
        (ProjectSettings().only(chosen("FLW5")), []),
    ],
)
def test_a_hint_is_looked_for_once_it_has_a_level_or_is_selected_itself(
    settings: ProjectSettings, codes: list[str]
) -> None:
    text = 'on call { say "Hello."; set choice=1 }\n'

    assert [one.code for one in check(text, settings=settings).diagnostics] == codes


@pytest.mark.parametrize(
    ("level", "severities"), [(Severity.INFO, [Severity.INFO]), (Severity.ERROR, [Severity.ERROR]), (None, [])]
)
def test_a_project_that_labels_its_widgets_for_the_logs_sets_the_level_of_unused_labels(
    level: Severity | None, severities: list[Severity]
) -> None:
    found = check('on call { greeting: say "Hello." }\n', settings=ProjectSettings({"FLW129": level})).diagnostics

    assert [one.severity for one in found] == severities


def test_a_code_whose_findings_differ_in_level_keeps_that_when_it_is_selected() -> None:
    finding = Diagnostic("FLW302", Severity.WARNING, "m", check(EMPTY).diagnostics[0].span)

    assert judged([finding], ProjectSettings().only(chosen("FLW302"))) == [finding]
