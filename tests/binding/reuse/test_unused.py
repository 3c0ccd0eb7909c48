"""What a file declares for nothing: FLW128."""

from __future__ import annotations

import pytest
from tests.binding.reuse.texts import found, only, short
from tests.binding.test_unused_labels import unused_labels

M = {
    "m.flow": 'const c = "C"\nblock b() { say "b" }\nsection s { say "s" }\n'
    'widget w "w-x" { title "W"; exit done main }'
}


@pytest.mark.parametrize(
    ("line", "kind", "place"),
    [
        ('param x: text = "a"', "`param`", "x"),
        ('const x = "a"', "`const`", "x"),
        ('block x() { say "a" }', "`block`", "x"),
        ('use "./m.flow" as x', "module", 'use "./m.flow" as x'),
    ],
)
def test_what_nothing_uses_is_a_warning_at_its_name(line: str, kind: str, place: str) -> None:
    finding = only(f'{line}\non call {{ say "a" }}', M)

    assert (finding.code, finding.severity.value, finding.span.text) == ("FLW128", "warning", place)
    assert finding.message == f"nothing uses the {kind} `x`"


@pytest.mark.parametrize(
    "text",
    [
        "on call { m.b }",
        "on call { b }",
        "on call { -> m.s }",
        "on call { say m.c }",
        'on call { say "{{const.m.c}}" }',
        'on call { say "{{ const.m.c | upcase }}" }',
        "block x() { m.b }\non call { x }",
        "on request { w }",
        "on request { m.w }",
        "const x = m.c\non call { say x }",
    ],
)
def test_every_kind_of_use_of_a_module_counts(text: str) -> None:
    assert short(f'use "./m.flow" as m\n{text}', M) == []


def test_a_block_that_only_an_unused_block_uses_counts_as_used() -> None:
    """One warning leads to the next: with the first block gone the second is told."""
    assert short('block a() { say "a" }\nblock b() { a }\non call { say "x" }') == [("FLW128", "b")]


def test_a_const_that_only_a_block_uses_counts_as_used() -> None:
    assert short('const c = "C"\nblock b() { say c }\non call { b }') == []


def test_a_parameter_that_the_body_does_not_use_is_no_finding() -> None:
    assert short('block b(x: text = none) { say "a" }\non call { b }') == []


def test_a_file_without_an_entry_is_there_for_others() -> None:
    assert short('param p: text = "a"\nconst c = "C"\nblock b() { say "x" }') == []


def test_what_a_module_declares_and_nothing_uses_is_its_own_affair() -> None:
    files = {"m.flow": 'param p: text = "a"\nconst c = "C"\nblock b() { say "x" }\nblock d() { say "y" }'}

    assert short('use "./m.flow" as m\non call { m.b }', files) == []


def test_a_label_in_a_block_that_nothing_refers_to_is_a_warning_and_a_section_is_none() -> None:
    text = 'block b() { x: say "x"; y: gather "y" { timeout -> y } }\non call { b; -> s }\nsection s { s: say "s" }'

    assert short(text) == [("FLW128", "x")]
    (finding,) = found(text)
    assert (finding.severity.value, finding.message) == ("warning", "nothing uses the label `x`")
    (fix,) = finding.fixes
    assert (fix.span.text, fix.replacement, fix.safe) == ("x:", "", False)


def test_beside_a_mistake_a_label_in_a_block_may_be_what_was_meant() -> None:
    text = 'block b() { x: say "x"; gather "y" { timeout -> xx } }\non call { b }'

    assert [code for code, _ in short(text)] == ["FLW102"]


def test_a_label_of_a_use_whose_output_is_read_is_used() -> None:
    text = 'block b() { x: gather "x"; output O = x.Digits }\non call { u: b; v: b; say u.O; say "{{widgets.v.O}}" }'

    assert short(text, hints=True) == []
    assert unused_labels(text) == []
