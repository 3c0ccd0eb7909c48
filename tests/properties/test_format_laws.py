"""Laws of formatting: nothing changes but the layout, and every layout gives the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from tests.properties.flow_texts import edited, plain_lark, texts_of
from tests.properties.programs import Generated, programs
from tests.properties.relayout import Relayout
from tests.syntax.texts import EXAMPLES, MISTAKES

from flowc import Source, compile_text, format_text, parse
from flowc.format import Formatted
from flowc.syntax.nodes import File, tokens
from flowc.syntax.parser import MAX_DEPTH

PROJECT = Path(__file__).resolve().parents[2]
FILES = sorted([*(PROJECT / "examples").glob("*.flow"), *(PROJECT / "stdlib").rglob("*.flow")])
COMMENTS = ("COMMENT", "DOC_COMMENT")

large = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
some = settings(max_examples=40, deadline=None, suppress_health_check=large)
many = settings(max_examples=120, deadline=None, suppress_health_check=large)
seeds = st.integers(0, 2**32)


def formatted(text: str) -> str:
    """A sound text, formatted."""
    found = format_text(text)
    assert found.diagnostics == (), text
    return found.text


def in_another_layout(text: str, seed: int) -> str:
    """A text with another layout.

    An `else` on the line below a `}` makes the parser ask the indentation which block the `}` ends;
    where the layout has none, it may see a mistake that is not there.
    """
    other = Relayout(seed).file(tree(text))
    assume(parse(Source("a.flow", other)).diagnostics == ())
    return other


def tree(text: str) -> File:
    return parse(Source("a.flow", text)).file


def comments(text: str) -> list[str]:
    return [token.text.rstrip(" \t") for token in tokens(tree(text)) if token.type in COMMENTS]


@many
@given(programs())
def test_a_formatted_program_compiles_to_the_same_bytes(program: Generated) -> None:
    before, after = compile_text(program.text), compile_text(formatted(program.text))

    assert before.definition is not None
    assert after.definition == before.definition


@some
@given(programs())
def test_formatting_twice_is_formatting_once(program: Generated) -> None:
    once = formatted(program.text)

    assert formatted(once) == once


@many
@given(programs(), seeds)
def test_a_program_in_any_layout_is_formatted_to_the_same_bytes(program: Generated, seed: int) -> None:
    other = in_another_layout(program.text, seed)

    assert formatted(other) == formatted(program.text), other


@some
@given(st.sampled_from(FILES), seeds)
def test_a_file_in_any_layout_is_formatted_to_the_same_bytes(path: Path, seed: int) -> None:
    text = path.read_text(encoding="utf-8")
    other = in_another_layout(text, seed)

    assert formatted(other) == formatted(text), other


@some
@given(programs(), seeds)
def test_a_formatted_program_in_any_layout_is_formatted_back(program: Generated, seed: int) -> None:
    once = formatted(program.text)

    assert formatted(in_another_layout(once, seed)) == once


@some
@given(programs(), st.data())
def test_comments_everywhere_are_all_kept_in_their_order(program: Generated, data: st.DataObject) -> None:
    text = _with_comments(formatted(program.text), data)
    found = formatted(text)

    assert comments(found) == comments(text)
    assert compile_text(found).definition == compile_text(program.text).definition


@some
@given(programs(), st.data())
def test_comments_in_a_text_that_is_not_formatted_are_all_kept(program: Generated, data: st.DataObject) -> None:
    text = _with_comments(program.text, data)

    assert sorted(comments(formatted(text))) == sorted(comments(text))


def _with_comments(text: str, data: st.DataObject) -> str:
    """A text with comments at the ends of lines, on lines of their own, and between blank lines."""
    parts = []
    for number, token in enumerate(tokens(tree(text))):
        if token.type == "NEWLINE":
            kinds = ("", f"  # at {number}", f"\n# own {number}", f"\n\n## doc {number}\n", "\n", f" #{number}\n\n#\t ")
            parts.append(token.leading + data.draw(st.sampled_from(kinds)) + token.text)
        else:
            parts.append(token.leading + token.text)
    return "".join(parts)


@some
@given(programs())
def test_a_formatted_program_has_no_blank_line_at_an_end_of_a_block_and_never_two(program: Generated) -> None:
    text = formatted(re.sub(r"\n", "\n\n\n", program.text) if '"""' not in program.text else program.text)

    assert "\n\n\n" not in text
    assert "{\n\n" not in text
    assert re.search(r"\n\n *\}", text) is None
    assert not text.startswith("\n")


@some
@given(programs(), st.sampled_from(["\r\n", "\r"]))
def test_line_ends_make_no_difference_to_the_style(program: Generated, line_end: str) -> None:
    text = program.text.replace("\r\n", "\n")
    other = formatted(text.replace("\n", line_end))

    assert other.replace("\r\n", "\n") == formatted(text)


# Texts of all kinds


def held(text: str) -> Formatted:
    """Formats any text, and checks what is true of every text."""
    found = format_text(text)
    if found.diagnostics:
        assert found.text == text
    else:
        assert format_text(found.text).text == found.text
        assert not found.text or found.text.endswith("\n")
    return found


@given(st.text())
@example("\ud800")
@example("\x00")
def test_any_text_is_formatted_or_refused(text: str) -> None:
    held(text)


@many
@given(st.text(alphabet='{}[]();:,=|->"#+/ae15 \n\r\t\ufeff', max_size=40))
def test_any_signs_are_formatted_or_refused(text: str) -> None:
    held(text)


@many
@given(texts_of(plain_lark()))
def test_every_text_of_the_grammar_is_formatted_or_refused(text: str) -> None:
    held(text)


@many
@given(edited(st.sampled_from(list(EXAMPLES.values()))))
def test_an_edited_text_is_formatted_or_refused(text: str) -> None:
    held(text)


@many
@given(edited(st.sampled_from([path.read_text(encoding="utf-8") for path in FILES])))
def test_an_edited_file_is_formatted_or_refused(text: str) -> None:
    held(text)


@pytest.mark.parametrize("text", EXAMPLES.values(), ids=list(EXAMPLES))
def test_an_example_of_the_syntax_is_formatted(text: str) -> None:
    assert held(text).diagnostics == ()


@pytest.mark.parametrize("text", MISTAKES)
def test_a_text_with_a_mistake_of_syntax_stays_as_it_is(text: str) -> None:
    assert held(text).diagnostics


@pytest.mark.parametrize(
    ("head", "opening", "inside", "closing", "depth"),
    [
        ("", "a {", "", "}", 1),
        ("", "a {\n# c\n", "", "}", 1),
        ("", "if a {\n", "", "} else -> end\n", 1),
        ("", "on a {\n b {", "", "}}", 2),
        ("x ", "[", "1", "]", 1),
        ("x ", "a(", "1", ")", 1),
        ("x ", "[1, ", "1", "]", 1),
    ],
)
def test_texts_of_the_deepest_nesting_are_formatted(
    head: str, opening: str, inside: str, closing: str, depth: int
) -> None:
    times = MAX_DEPTH // depth

    assert held(head + opening * times + inside + closing * times).diagnostics == ()
