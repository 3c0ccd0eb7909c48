"""Names are read again only of the statements that an edit touches, and are those of the whole file."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import EXAMPLES

from flowc.live import LiveFlow
from flowc.symbols import FileSymbols, Symbol, read_symbols
from flowc.symbols.kept import KeptSymbols
from flowc.vocabulary import standard_vocabulary

FLOW = """\
# Says hello.
section hello {
  first: say "Hello."
}

section bye {
  say "Goodbye."
}

on call { -> hello }
"""
TEXTS = [path.read_text(encoding="utf-8") for path in EXAMPLES]


def read(live: LiveFlow, kept: KeptSymbols | None, text: str) -> FileSymbols:
    tree = live.tree(text)
    assert tree is not None
    return read_symbols(*tree, standard_vocabulary(), kept)


def shown(symbol: Symbol) -> object:
    """A symbol with all that stands in it; declarations are made anew each time."""
    own = attrs.astuple(symbol, recurse=False, filter=lambda field, _: field.name not in ("children", "declared"))
    return own, [shown(child) for child in symbol.children]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Goodbye.", "Bye.", ["hello", "on call"]),
        ("first:", "second:", ["bye", "on call"]),
        ("# Says hello.", "# Says good day.", ["hello", "bye", "on call"]),
        ("on call", "\non call", ["hello", "bye"]),
    ],
)
def test_what_an_edit_does_not_touch_is_the_same_symbol(old: str, new: str, same: list[str]) -> None:
    live, kept = LiveFlow("a"), KeptSymbols()
    before = read(live, kept, FLOW)
    after = read(live, kept, FLOW.replace(old, new))

    assert [one.name for one in after.symbols if any(one is other for other in before.symbols)] == same


def test_what_is_said_above_a_statement_belongs_to_its_symbol() -> None:
    text = "## Says hello.\n" + FLOW.partition("\n")[2]
    live, kept = LiveFlow("a"), KeptSymbols()
    read(live, kept, text)
    after = read(live, kept, text.replace("Says hello", "Says good day"))

    assert after.symbols[0].documentation == "Says good day."


def test_other_widgets_have_all_names_read_again() -> None:
    live, kept = LiveFlow("a"), KeptSymbols()
    text = 'widget page "page-someone" { exit done main }\n' + FLOW
    before, after = read(live, kept, text), read(live, kept, text)

    assert not {id(one) for one in before.symbols} & {id(one) for one in after.symbols}


@settings(max_examples=30)
@given(st.data())
def test_law_names_are_those_of_the_whole_file(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    live, kept = LiveFlow("a"), KeptSymbols()
    for _ in range(3):
        lines = text.splitlines(keepends=True)
        at, other = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(0, len(lines) - 1))
        lines[at] = data.draw(st.sampled_from([lines[at], lines[other], "# x\n", "a: " + lines[at], "\n"]))
        text = "".join(lines)
        tree = live.tree(text)
        if tree is None:
            continue
        found, whole = (read_symbols(*tree, standard_vocabulary(), one) for one in (kept, None))

        assert list(map(shown, found.symbols)) == list(map(shown, whole.symbols))
        assert [(one.role, one.name, one.place) for one in found.references] == [
            (one.role, one.name, one.place) for one in whole.references
        ]


def test_a_line_that_an_edit_does_not_touch_keeps_its_labels_in_a_statement_that_changes() -> None:
    live, kept = LiveFlow("a"), KeptSymbols()
    text = 'on call {\n  one: say "a"\n  two: say "b"\n}\n'
    (before,), (after,) = (read(live, kept, one).symbols for one in (text, text.replace('"b"', '"c"')))

    assert [(old.name, old is new) for old, new in zip(before.children, after.children, strict=True)] == [
        ("one", True),
        ("two", False),
    ]
