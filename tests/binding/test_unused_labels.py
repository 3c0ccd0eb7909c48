"""Labels of a flow's own widgets that nothing refers to: FLW129."""

from __future__ import annotations

import pytest

from flowc.compile import check
from flowc.diagnostics import Diagnostic
from flowc.modules import MemoryModules

OTHERS = 'section s { say "s" }\n'


def unused_labels(text: str, **files: str) -> list[str]:
    """The labels of which a flow is told that nothing refers to them."""
    return [one.span.text for one in found(text, **files)]


def found(text: str, **files: str) -> list[Diagnostic]:
    modules = MemoryModules({f"{name}.flow": content for name, content in files.items()})
    return [one for one in check(text, "main.flow", modules=modules).diagnostics if one.code == "FLW129"]


def test_a_label_that_nothing_refers_to_is_a_warning_at_the_label() -> None:
    (finding,) = found('on call { greeting: say "a" }')

    assert (finding.severity.value, finding.span.text) == ("warning", "greeting")
    assert finding.message == "nothing refers to `greeting`"


def test_its_fix_takes_the_label_and_is_a_guess_since_the_widget_is_named_otherwise_then() -> None:
    (finding,) = found('on call { greeting: say "a" }')
    (fix,) = finding.fixes

    assert (fix.span.text, fix.replacement, fix.safe) == ("greeting:", "", False)


@pytest.mark.parametrize(
    "use",
    [
        "-> l",
        "say l.Digits",
        "say widgets.l.Digits",
        'say "{{widgets.l.Digits}}"',
        'say "{{ widgets.l.Digits | upcase }}"',
        "say \"{{widgets['l'].Digits}}\"",
        'say "x" { audioComplete -> l }',
        "if l.Digits is_blank -> end",
        "split l.Digits { 1 -> end }",
        "set a=l.Digits",
        'raw "t" { property "x" = l.Digits }',
        'say "{% if widgets.l.Digits == 1 %}one{% endif %}"',
    ],
)
def test_every_kind_of_reference_counts(use: str) -> None:
    assert unused_labels(f'on call {{ l: gather "a"; {use} }}') == []


def test_a_path_without_its_root_counts_since_another_finding_tells_of_it() -> None:
    text = 'on call { order: gather "Which order?"; say "We look for {{order.Digits}}." }'

    assert [one.code for one in check(text).diagnostics] == ["FLW509"]


def test_where_the_widget_is_worked_out_any_label_may_be_meant() -> None:
    text = 'on call {{ a: gather "a"; b: gather "b"; set w="a"; say "{{{{widgets[{}].Digits}}}}" }}'

    assert unused_labels(text.format("flow.variables.w")) == []
    assert unused_labels(text.format("'b'")) == ["a"]


def test_widgets_in_brackets_outside_of_a_text_are_no_reference() -> None:
    assert unused_labels('on call { a: say "Our widgets [new]" }') == ["a"]


@pytest.mark.parametrize(
    "mistake",
    [
        "-> gretting",
        'sai "x"',
        'say "{{widgets.gretting.Digits}}"',
        "dial number { hangup -> end }",
        'say "x" loop=many',
        "record off {",
    ],
)
def test_beside_an_error_nothing_is_told_since_it_may_stand_for_the_reference(mistake: str) -> None:
    text = f'on call {{\ngreeting: say "a"\n{mistake}\n}}\n'

    assert {one.severity.value for one in check(text).diagnostics} >= {"error"}
    assert unused_labels(text) == []


def test_an_error_keeps_it_back_though_a_comment_allows_the_error() -> None:
    read = 'say "{{widgets.Greeting.Digits}}" # flowc: allow FLW504 it comes later'

    assert check(f'on call {{\ngreeting: gather "a"\n{read}\n}}\n').diagnostics == ()


def test_beside_an_error_a_comment_that_allows_it_is_not_called_unused() -> None:
    text = 'on message {\n  a: send "a" # flowc: allow FLW129 the log names it\n  record on { failed -> end }\n}\n'

    assert "FLW301" in (codes := [one.code for one in check(text).diagnostics])
    assert "FLW133" not in codes


@pytest.mark.parametrize("head", ["", 'const c = "C"\n', 'flow "All"\n'])
def test_labels_are_judged_whether_or_not_the_file_declares_anything(head: str) -> None:
    assert unused_labels(f'{head}on call {{ a: say "a"; b: menu "b" {{ 1 -> b }} }}') == ["a"]


def test_sections_and_the_first_label_in_one_that_repeats_its_name_are_none() -> None:
    assert unused_labels('on call -> s\nsection s { s: say "s" }\nsection lost { say "x" }') == []


def test_a_label_with_quotes_is_told_with_them() -> None:
    assert unused_labels('on call { "a": say "a" }') == ['"a"']


def test_labels_in_bodies_are_judged() -> None:
    assert unused_labels('on call { menu "x" { 1 { in: say "in" } } }') == ["in"]


def test_a_file_without_an_entry_is_there_for_others() -> None:
    assert unused_labels('section s { a: say "a" }') == []
    assert unused_labels('const c = "C"\nsection s { a: say "a" }') == []


def test_a_label_in_a_module_is_not_judged_in_the_flow_that_uses_it() -> None:
    assert unused_labels('use "./m.flow" as m\non call -> m.s', m='section s { a: say "a" }') == []


def test_the_label_of_a_use_counts_as_used_where_an_output_of_it_is_read() -> None:
    block = 'block b() { x: gather "x"; output O = x.Digits }\n'

    assert unused_labels(f'{block}on call {{ u: b; v: b; w: b; say u.O; say "{{{{widgets.v.O}}}}" }}') == ["w"]
