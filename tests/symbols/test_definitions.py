"""Which names a file defines."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.symbols.marked import index

from flowc.symbols import Kind, Symbol
from flowc.vocabulary.widget import Option

STDLIB = sorted((Path(__file__).resolve().parents[2] / "stdlib" / "std").glob("*.flow"))


def tree(symbols: tuple[Symbol, ...]) -> list[object]:
    """Symbols as their kinds and names, with those that stand in them."""
    return [
        (f"{one.kind.value} {one.name}", tree(one.children)) if one.children else f"{one.kind.value} {one.name}"
        for one in symbols
    ]


def test_what_stands_in_a_statement_hangs_below_it() -> None:
    text = (
        'flow "Text"\nuse std.consent\nparam p: text = "x"\nconst c = 1, d = 2\n'
        'on call, request { a: say "x" { failed { b: say "y" } } }\n'
        'section s { s: say "x"; t: split a.b { "1" { u: say "x" } } }\n'
    )

    assert tree(index(text).files["a"].symbols) == [
        "flow Text",
        "module consent",
        "param p",
        "const c",
        "const d",
        ("entry on call, request", ["label a", "label b"]),
        ("section s", ["label t", "label u"]),
    ]


def test_a_block_has_parameters_exits_outputs_and_labels_with_their_words() -> None:
    text = (
        '## Greets.\nblock b(\n  ## Who.\n  who: text = "x",\n) {\n  ## When it fails.\n  exit failed failure\n'
        "  a: say who\n  ## What was said.\n  output words = a.b\n}\n"
    )

    (block,) = index(text).files["a"].symbols

    assert [(one.kind, one.name, one.documentation, one.block) for one in block.all()] == [
        (Kind.BLOCK, "b", "Greets.", ""),
        (Kind.PARAMETER, "who", "Who.", "b"),
        (Kind.EXIT, "failed", "When it fails.", "b"),
        (Kind.OUTPUT, "words", "What was said.", "b"),
        (Kind.LABEL, "a", "", "b"),
    ]
    assert block.children[0].detail == 'text = "x"'
    assert isinstance(block.children[0].declared, Option)


def test_documentation_and_what_stands_behind_a_name_are_kept() -> None:
    text = (
        '## Where.\n## Exactly.\nparam p: url = "x"\n\n## Lost.\n\nconst c = [1,\n 2]\n'
        'on call {\n ## Asks.\n a: say "x"\n}\n'
    )

    found = list(index(text).files["a"].all())

    assert [(one.name, one.documentation, one.detail) for one in found] == [
        ("p", "Where.\nExactly.", 'url = "x"'),
        ("c", "", "[1, 2]"),
        ("on call", "", ""),
        ("a", "Asks.", "say"),
    ]


@pytest.mark.parametrize(
    ("use", "name"),
    [
        ("use std.consent", "consent"),
        ("use std.consent as c", "c"),
        ('use "./x.flow" as y', "y"),
        ('use "./x.flow"', '"./x.flow"'),
    ],
)
def test_a_module_is_defined_where_its_name_stands(use: str, name: str) -> None:
    (module,) = index(f"{use}\n").files["a"].symbols

    assert module.place.text == name


@pytest.mark.parametrize("path", STDLIB, ids=lambda path: path.stem)
def test_each_name_in_a_module_of_the_library_is_at_its_place(path: Path) -> None:
    for symbol in index(path.read_text(encoding="utf-8")).files["a"].all():
        assert symbol.around.start <= symbol.place.start < symbol.place.end <= symbol.around.end
        if symbol.kind is not Kind.ENTRY:
            assert symbol.place.text.strip('"') == symbol.name


def test_of_two_labels_of_one_name_the_first_counts() -> None:
    found = index('on call {\n a: say "x"\n a: say "y"\n -> a\n}\n')

    assert found.files["a"].labels[""]["a"].place.line == 2


@pytest.mark.parametrize(
    "text", ["block", "block b", "block (", "section", 'section ""', "param", "const", "a: ", "flow x", "on"]
)
def test_what_is_half_typed_defines_nothing_and_breaks_nothing(text: str) -> None:
    assert [one.name for one in index(text).files["a"].all()] in ([], ["b"], ["a"])
