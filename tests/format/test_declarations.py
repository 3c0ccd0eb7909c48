"""Lines of `widget` declarations."""

from __future__ import annotations

import pytest

from flowc import Source, format_text
from flowc.format.style import WIDTH
from flowc.resources import stdlib_root
from flowc.vocabulary.load import load_vocabulary


def line(text: str) -> str:
    """A line of a declaration, formatted."""
    found = format_text(f"widget x {{\n# here\n{text}\n}}").text
    assert found.startswith("widget x {\n  # here\n")
    return "\n".join(part.removeprefix("  ") for part in found.split("\n")[2:-2])


@pytest.mark.parametrize(
    ("written", "formatted"),
    [
        ('title  "A"', 'title "A"'),
        ("channels a b", "channels a, b"),
        ("output a b.c , d", "output a, b.c, d"),
        ("entry a b when p=v q=w", "entry a, b when p=v q=w"),
        ("after a b unless p=v", "after a, b unless p=v"),
        ("speaks with a b", "speaks with a, b"),
        ("one-of a b required", "one-of a, b required"),
        ("exit a,main,call unknown", "exit a main call unknown"),
        ("call live,unless p=v", "call live unless p=v"),
        ("misnomer a->b", "misnomer a -> b"),
        ("arg   a:b->c", "arg a: b -> c"),
        ("option a:b|c=b required", "option a: b | c = b required"),
        ("option a: sid(WW)", "option a: sid(WW)"),
        ("option a { b }", "option a { b }"),
        ("a = 1", "a = 1"),
        ("-> a", "-> a"),
        ("verb a { arg b:text }", "verb a { arg b: text }"),
        ("verb a { arg b:text; arg c:text }", "verb a {\n  arg b: text\n  arg c: text\n}"),
    ],
)
def test_a_line_has_one_form(written: str, formatted: str) -> None:
    assert line(written) == formatted


def test_modifiers_that_fit_stand_on_the_line_wherever_they_were() -> None:
    formatted = "option a: number min 1 max 3 default 2 when b=c -> d"

    assert line(formatted) == formatted
    assert line("option a: number min 1 { max 3; default 2\n when b=c } -> d") == formatted
    assert line("option a: number {\n min\n 1 max 3 default\n\n 2 when b=c\n} -> d") == formatted


def test_modifiers_that_do_not_fit_stand_in_the_block_one_a_line() -> None:
    name = "n" * 60

    assert line(f"option {name}: text open liquid min 1 required-when a=b c=d default default -> e") == (
        f"option {name}: text {{\n  open\n  liquid\n  min 1\n  required-when a=b c=d\n  default default\n}} -> e"
    )


def test_a_type_that_does_not_fit_is_opened_and_its_modifiers_stay_behind_it() -> None:
    words = [f"{'w' * 30}{number}" for number in range(3)]

    assert line(f"option a: one({', '.join(words)}) open default {words[0]}") == "\n".join(
        ["option a: one(", *(f"  {word}," for word in words), f") open default {words[0]}"]
    )


def test_a_type_and_modifiers_that_do_not_fit_are_both_opened() -> None:
    words = [f"{'w' * 30}{number}" for number in range(3)]
    text = f'open deprecated "{"t" * 90}"'
    expected = ["option a: one(", *(f"  {word}," for word in words), ") {", "  open", f"  {text[5:]}", "}"]

    assert line(f"option a: one({', '.join(words)}) {text}") == "\n".join(expected)


def test_a_comment_of_a_modifier_keeps_the_block() -> None:
    assert line("option a: text liquid {  # one\n# two\nmin 1 max 2 # three\n\nopen\n# four\n}") == (
        "option a: text {  # one\n  liquid\n  # two\n  min 1\n  max 2  # three\n\n  open\n  # four\n}"
    )


def test_a_comment_behind_an_option_stays_in_sight_of_its_modifiers() -> None:
    name = "n" * 80

    assert line(f"option {name}: text min 1 max 2 # why") == f"option {name}: text {{  # why\n  min 1\n  max 2\n}}"


@pytest.mark.parametrize("text", ["option a: text b=c", "option a: text { b = c }", "option a: text { b -> c }"])
def test_what_is_no_modifier_stays_where_it_is(text: str) -> None:
    assert line(text) == text


def test_a_declaration_without_lines_has_empty_braces() -> None:
    assert format_text('widget a "b" {\n}').text == 'widget a "b" { }\n'
    assert format_text("widget a").text == "widget a\n"


def test_a_declaration_is_never_on_one_line() -> None:
    assert format_text("widget a { title 1 }").text == "widget a {\n  title 1\n}\n"


@pytest.mark.parametrize("path", sorted((stdlib_root() / "widgets").glob("*.flow")), ids=lambda path: path.stem)
def test_a_formatted_declaration_declares_the_same_in_any_width(path: object) -> None:
    text = (stdlib_root() / "widgets" / str(path)).read_text(encoding="utf-8")
    # Long names make every option's line too long, and its modifiers go into the block.
    long = text.replace("  option ", f"  option {'n' * (WIDTH - 30)}_")
    before, problems = load_vocabulary([Source("a.flow", long)])
    after, others = load_vocabulary([Source("a.flow", format_text(long).text)])

    assert [found.message for found in problems] == [found.message for found in others]
    assert [str(one) for one in _facts(before.types)] == [str(one) for one in _facts(after.types)]


def _facts(types: object) -> list[object]:
    import attrs  # noqa: PLC0415 - only here

    assert isinstance(types, dict)
    return [attrs.asdict(one, filter=lambda field, _: field.name != "span") for one in types.values()]
