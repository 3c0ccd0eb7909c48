"""What expanding gives, and what it leaves as it is."""

from __future__ import annotations

import pytest
from tests.expand.flows import plain

import flowc
from flowc import Severity, compile_text, expand_text
from flowc.expand import means_the_same


def expanded(text: str) -> str:
    found = expand_text(text)
    assert found.text is not None, found.diagnostics
    return plain(found.text)


def body(text: str) -> str:
    """The expansion of what stands on the lines of an entry."""
    return expanded(f"on call {{\n{text}\n}}\n").removeprefix("on call {\n").removesuffix("\n}\n")


def test_a_flow_without_sugar_and_with_all_its_labels_stays_as_it_is() -> None:
    text = '\ufeff# a\r\non   call{a:say "x";;b: set a =1  # c\r\n\t}\r\n\r\nsection c{-> a}'

    assert expanded(text) == text


def test_a_flow_with_an_error_has_no_expansion() -> None:
    found = expand_text('on call { sai "x" }', "a.flow")

    assert found.text is None
    assert [one.code for one in found.diagnostics] == ["FLW101"]
    assert found.diagnostics[0].span.source.path == "a.flow"


def test_warnings_are_told_and_hinder_only_where_they_count_as_errors() -> None:
    text = "on call { if flow.variables.x is_blank { } }\n"

    assert [one.severity for one in expand_text(text).diagnostics] == [Severity.WARNING]
    assert expand_text(text).text is not None
    assert expand_text(text, strict=True).text is None


def test_lines_that_are_added_end_as_those_of_the_file() -> None:
    found = expanded('on call {\r\n  menu "x" { 1 -> end }\r\n}\r\n')

    assert "\n" not in found.replace("\r\n", "")
    assert found.startswith('on call {\r\n  menu_1: gather "x" {\r\n    keypress -> menu_1_keys\r\n')


def test_a_file_of_one_line_gets_lines() -> None:
    assert expanded("on call { if flow.variables.x is_blank -> end }") == (
        "on call {\n  if_1: split flow.variables.x {\n    is_blank -> end\n    else -> next\n  }\n}"
    )


def test_a_label_stays_the_label_of_the_first_split() -> None:
    assert body("  which: if flow.variables.x is_blank -> which").splitlines()[0] == (
        "  which: split flow.variables.x {"
    )


def test_a_comment_in_a_value_that_is_left_out_survives() -> None:
    value = 'json( # the same\n "\\"{{flow.variables.x}}\\"")'
    text = f'on call {{\n  if flow.variables.x is_blank {{ -> end }} else if {value} equal_to "a" {{ -> end }}\n}}'

    assert "    # the same\n" in expanded(text)
    assert compile_text(expanded(text)).definition == compile_text(text).definition


def test_a_case_keeps_what_stands_between_its_words() -> None:
    assert body('  if flow.variables.x, matches_any_of [ 1,\n 2 ], name="x" -> end').splitlines()[1:3] == [
        "    matches_any_of [ 1,",
        ' 2 ] name="x" -> end',
    ]


@pytest.mark.parametrize(
    ("settings", "heading"),
    [
        ('"x" tries=2', 'gather "x" {'),
        ('"x", tries=2, timeout=4s', 'gather "x", timeout=4s {'),
        ('tries=2, "x"', 'gather "x" {'),
        ('tries=2 "x" keys=pressed words=said loop=2', 'gather "x" loop=2 {'),
        ('play="https://a.b/c.mp3" tries=json("2")', 'gather play="https://a.b/c.mp3" {'),
    ],
)
def test_the_prompt_keeps_its_own_arguments(settings: str, heading: str) -> None:
    assert body(f"  a: menu {settings} {{ 1 -> end }}").splitlines()[0] == f"  a: {heading}"


def test_a_body_that_moves_leads_explicitly_to_what_it_joined() -> None:
    lines = body(
        '  a: menu "x" {\n    1 { say "b"; -> next }\n    "c" { say "d" { audioComplete -> next } }\n  }\n  say "e"'
    )

    assert lines.splitlines()[-5:] == [
        '  say_1: say "b"',
        "  -> say_3",
        '  say_2: say "d" { audioComplete -> next }',
        "  -> say_3",
        '  say_3: say "e"',
    ]


def test_a_body_of_none_asks_again_also_where_it_moves() -> None:
    lines = body('  a: menu "x" tries=2 { 1 -> end; none { say "b" }; failed { say "c" } }\n  say "d"').splitlines()

    assert lines[-5:] == ['  say_1: say "b"', "  -> a", '  say_2: say "c"', "  -> say_3", '  say_3: say "d"']


def test_a_body_that_failed_shares_joins_behind_the_menu() -> None:
    lines = body('  a: menu "x" tries=2 { 1 -> end; timeout, failed { say "b" } }\n  say "d"').splitlines()

    assert lines[-3:] == ['  say_1: say "b"', "  -> say_2", '  say_2: say "d"']


def test_a_property_and_a_block_of_options_stay_with_the_prompt() -> None:
    lines = body('  a: menu "x" {\n    1 -> end\n    property odd = 1\n    language = en-US\n  }').splitlines()

    assert lines[1:5] == ["    property odd = 1", "    language = en-US", "", "    keypress -> a_keys"]


def test_a_widget_that_a_flow_declares_itself_is_expanded_around() -> None:
    widget = "widget page { exit paged main; exit failed failure }"
    text = f"{widget}\non request {{ page {{ failed {{ if flow.data.x is_blank -> end }} }} }}"

    assert "page_1: page {\n" in expanded(text)


@pytest.mark.parametrize("name", ["flow", "next", "my.menu", "two words", "Straße"])
def test_a_menu_may_have_any_name(name: str) -> None:
    text = f'on call {{ "{name}": menu "x" tries=2 {{ 1 or "a" {{ say "b" }} }}; say "c" }}'

    assert compile_text(expanded(text)).definition == compile_text(text).definition


def test_flows_that_differ_in_a_target_do_not_mean_the_same() -> None:
    one = flowc.check('on call { a: say "x"; b: say "y" }').flow
    other = flowc.check('on call { a: say "x" -> end; b: say "y" }').flow

    assert one is not None
    assert other is not None
    assert means_the_same(one, one)
    assert not means_the_same(one, other)


def test_an_expansion_that_would_mean_something_else_is_never_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flowc.expand.expand", lambda *_: 'on call { say "other" }')

    with pytest.raises(flowc.compile.ExpansionError):
        expand_text('on call { say "x" }')
