"""Settings are read from TOML, and what is wrong is told at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.codes import CODES
from flowc.settings import ProjectSettings
from flowc.settings.from_toml import KEYS, LEVELS, read_settings
from flowc.source import Source


def read(text: str, path: str = "flowc.toml") -> tuple[ProjectSettings, list[Diagnostic]]:
    return read_settings(Source(path, text))


def settings(text: str, path: str = "flowc.toml") -> ProjectSettings:
    found, problems = read(text, path)

    assert problems == []
    return found


def off(found: ProjectSettings) -> set[str]:
    return {code for code, level in found.levels.items() if level is None}


# --- What they say


@pytest.mark.parametrize("path", ["flowc.toml", "pyproject.toml"])
def test_filters_and_tags_of_liquid_are_given_by_their_names(path: str) -> None:
    heading = "liquid" if path == "flowc.toml" else "tool.flowc.liquid"

    found = settings(f'[{heading}]\nfilters = ["shout", "sha256"]\ntags = ["whisper"]\n', path)

    assert (found.filters, found.tags) == (frozenset({"shout", "sha256"}), frozenset({"whisper"}))


def test_what_a_run_selects_leaves_filters_and_tags_as_they_are() -> None:
    found = settings('select = ["FLW5"]\nignore = ["FLW502"]\n[liquid]\nfilters = ["shout"]')

    assert found.filters == {"shout"}


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("liquid = 1", "`liquid` is a table", "1"),
        ('[liquid]\nfilter = ["a"]', "`liquid` has no setting `filter`", "filter"),
        ('[liquid]\nfilters = "a"', "`filters` is a list", '"a"'),
        ('[liquid]\ntags = ["a", "b c"]', "this is the name of nothing", '"b c"'),
        ("[liquid]\ntags = [1]", "this is the name of nothing", "1"),
    ],
)
def test_what_is_wrong_about_liquid_is_told_at_its_place(text: str, message: str, place: str) -> None:
    (problem,) = read(text)[1]

    assert (problem.code, problem.message, problem.span.text) == ("FLW132", message, place)


def test_levels_are_given_by_codes_and_names() -> None:
    found = settings('[rules]\nFLW402 = "error"\ncaller-gone = "info"\nFLW128 = "off"\nFLW403 = "warning"\n')

    assert found.levels == {
        "FLW402": Severity.ERROR,
        "FLW305": Severity.INFO,
        "FLW128": None,
        "FLW403": Severity.WARNING,
    }


@pytest.mark.parametrize(
    "lines",
    [
        ['FLW4 = "off"', 'FLW40 = "info"', 'FLW402 = "error"'],
        ['empty-body = "error"', 'FLW40 = "info"', 'FLW4 = "off"'],
    ],
)
def test_a_code_wins_over_its_beginning_and_a_longer_beginning_over_a_shorter(lines: list[str]) -> None:
    found = settings("[rules]\n" + "\n".join(lines))

    assert found.levels["FLW402"] is Severity.ERROR
    assert found.levels["FLW403"] is Severity.INFO


def test_a_beginning_leaves_what_is_fixed_as_it_is() -> None:
    found = settings('rules = { FLW2 = "off" }')

    assert off(found) == {code for code in CODES if code.startswith("FLW2") and not CODES[code].fixed}


def test_selecting_turns_all_others_off_and_ignoring_wins() -> None:
    found = settings('select = ["FLW3", "empty-body"]\nignore = ["FLW305"]\n[rules]\nFLW402 = "error"\n')

    assert found.levels["FLW402"] is Severity.ERROR
    assert found.levels["FLW305"] is None
    assert "FLW302" not in found.levels
    assert "FLW109" in off(found)


def test_selecting_nothing_leaves_what_is_fixed() -> None:
    assert off(settings("select = []")) == {code for code in CODES if not CODES[code].fixed}


def test_a_fixed_code_may_be_selected_and_may_be_called_an_error() -> None:
    assert "FLW101" not in settings('select = ["FLW101"]\n[rules]\nFLW102 = "error"\nFLW0 = "error"\n').levels


def test_strict_is_a_setting() -> None:
    assert settings("strict = true").strict
    assert not settings("strict = false").strict
    assert not settings("").strict


@pytest.mark.parametrize("path", ["pyproject.toml", "../pyproject.toml", "a\\pyproject.toml"])
def test_a_pyproject_has_them_in_its_table_for_flowc(path: str) -> None:
    text = '[project]\nname = "x"\nrules = 3\n[tool.flowc]\nstrict = true\n[tool.flowc.rules]\nFLW402 = "off"\n'

    assert settings(text, path) == ProjectSettings({"FLW402": None}, strict=True)


@pytest.mark.parametrize("text", ["", "[tool.other]\nrules = 1\n", "[project]\n"])
def test_a_pyproject_without_that_table_says_nothing(text: str) -> None:
    assert settings(text, "pyproject.toml") == ProjectSettings()


# --- What is wrong


@pytest.mark.parametrize(
    ("text", "code", "place", "message", "advice"),
    [
        ("rules = of", "FLW132", "o", "this file of settings is no TOML", "a line is `key = value`"),
        ("selct = []", "FLW132", "selct", "there is no setting `selct`", "did you mean `select`?"),
        ("x.y = 1", "FLW132", "x", "there is no setting `x`", "the settings are `rules`, `select`"),
        ('strict = "yes"', "FLW132", '"yes"', "`strict` is `true` or `false`", "write `strict = true`"),
        ("strict = 0", "FLW132", "0", "`strict` is `true` or `false`", "write `strict = true`"),
        ('rules = ["FLW402"]', "FLW132", '["FLW402"]', "`rules` is a table", "write `[rules]`"),
        ("[[rules]]\n", "FLW132", "rules", "`rules` is a table", "write `[rules]`"),
        ('select = "FLW4"', "FLW132", '"FLW4"', "`select` is a list", 'write `select = ["FLW402"]`'),
        ("ignore = { a = 1 }", "FLW132", "{ a = 1 }", "`ignore` is a list", 'write `ignore = ["FLW402"]`'),
        ('rules.FLW402 = "warn"', "FLW132", '"warn"', "`warn` is no level", "the levels are `error`, `warning`"),
        ('rules.FLW402 = "Warning"', "FLW132", '"Warning"', "`Warning` is no level", "did you mean `warning`?"),
        ("rules.FLW402 = false", "FLW132", "false", "a level is a text", "the levels are"),
        ("[rules.FLW402]\na = 1", "FLW132", "FLW402", "a level is a text", "the levels are"),
        ('rules.FLW499 = "off"', "FLW135", "FLW499", "there is no code `FLW499`", "`flowc rules` lists all codes"),
        ('rules."empty body" = "off"', "FLW135", '"empty body"', "there is no code `empty body`", "did you mean"),
        ('select = ["FLW3", "FLW99"]', "FLW135", '"FLW99"', "there is no code `FLW99`", "`flowc rules`"),
        ("ignore = [402]", "FLW132", "402", "a code is a text", "`flowc rules`"),
        ("select = [[]]", "FLW132", "[]", "a code is a text", "`flowc rules`"),
        ('rules.unknown-verb = "warning"', "FLW136", "unknown-verb", "`unknown-verb` cannot be allowed", "take it out"),
        ('rules.FLW0 = "off"', "FLW136", "FLW0", "what begins with `FLW0` cannot be allowed", "take it out"),
        ('ignore = ["FLW201"]', "FLW136", '"FLW201"', "`FLW201` cannot be allowed", "take it out"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(text: str, code: str, place: str, message: str, advice: str) -> None:
    found, (problem,) = read(text)

    assert found.levels == {}
    assert (problem.code, problem.span.text, problem.message) == (code, place, message)
    assert problem.help.startswith(advice)
    assert problem.label


def test_a_wrong_word_in_select_hides_nothing() -> None:
    found, _ = read('select = ["FLW3", "FLW99"]\nignore = ["FLW402"]\n')

    assert off(found) == {"FLW402"}


def test_a_code_under_two_names_is_given_twice_and_the_places_are_both_shown() -> None:
    _, (problem,) = read('[rules]\nFLW402 = "error"\nempty-body = "off"\n')

    assert (problem.code, problem.message) == ("FLW132", "the level of FLW402 is given twice")
    assert problem.span.text == "empty-body"
    assert [note.span.text for note in problem.notes if note.span] == ["FLW402"]


def test_what_is_right_holds_beside_what_is_wrong_and_findings_come_in_the_order_of_the_text() -> None:
    found, problems = read(
        'strct = 1\nignore = ["FLW305", "nothing"]\nselect = 4\n[rules]\nFLW101 = "off"\nFLW402 = "error"\n'
    )

    assert found.levels == {"FLW305": None, "FLW402": Severity.ERROR}
    assert [one.span.line for one in problems] == [1, 2, 3, 5]


@pytest.mark.parametrize(
    ("text", "place"), [("tool.flowc = 3", "3"), ("[[tool.flowc]]\n", "flowc"), ("tool = 3", "tool = 3")]
)
def test_a_pyproject_whose_table_is_none_is_told(text: str, place: str) -> None:
    _, (problem,) = read(text, "pyproject.toml")

    assert (problem.code, problem.span.text) == ("FLW132", place)


words = st.sampled_from([*CODES, *(one.name for one in CODES.values()), "FLW", "FLW4", "FLW99", "x", *KEYS])
entries = st.dictionaries(words, st.sampled_from([*LEVELS, "of"]), max_size=5)


@given(entries, st.none() | st.lists(words, max_size=3), st.lists(words, max_size=3))
def test_no_settings_lower_what_is_fixed(rules: dict[str, str], select: list[str] | None, ignore: list[str]) -> None:
    lines = [f"ignore = {ignore}", *([f"select = {select}"] if select is not None else []), "[rules]"]
    found, problems = read("\n".join([*lines, *(f'{word} = "{level}"' for word, level in rules.items())]))

    assert all(not CODES[code].fixed for code in found.levels)
    assert {one.code for one in problems} <= {"FLW132", "FLW135", "FLW136"}


@given(st.text("rules=[]\"'FLW402of.\n{},# ", max_size=40))
def test_any_text_gives_settings_and_findings_and_no_crash(text: str) -> None:
    found, problems = read(text)

    assert isinstance(found, ProjectSettings)
    assert all(0 <= one.span.start <= one.span.end <= len(text) for one in problems)


@pytest.mark.parametrize("value", ['"recorded"', "[1]", '["a", " "]', "true", '[["a"]]'])
def test_announcements_are_a_list_of_texts(value: str) -> None:
    settings, problems = read_settings(Source("flowc.toml", f"announcements = {value}\n"))

    assert settings.announcements == ()
    assert [(one.code, one.message) for one in problems] == [("FLW132", "`announcements` is a list of texts")]
    assert problems[0].span.text == value


def test_announcements_are_kept_in_their_order() -> None:
    settings, problems = read_settings(Source("flowc.toml", 'announcements = ["b", "a"]\n'))

    assert (settings.announcements, problems) == (("b", "a"), [])
