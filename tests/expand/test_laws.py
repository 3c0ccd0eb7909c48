"""Laws of the expansion of valid programs: the same definition, nothing left to expand, no comment lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from tests.properties.programs import Generated, programs

from flowc import Source, compile_text, expand_text, parse
from flowc.syntax.nodes import Block, File, Statement, tokens

LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large]  # a program is a large value, and means to be
some = settings(max_examples=150, deadline=None, suppress_health_check=LARGE)


def expanded(text: str) -> str:
    found = expand_text(text).text
    assert found is not None, text
    return found


def statements(node: File | Block) -> list[Statement]:
    """All statements and lines with a head, wherever they stand."""
    found: list[Statement] = []
    stack: list[Statement] = [entry for entry in node.entries if isinstance(entry, Statement)]
    while stack:
        item = stack.pop()
        found.append(item)
        blocks = [item.block, *(branch.body for branch in item.elses)]
        stack += (
            one for block in blocks if isinstance(block, Block) for one in block.entries if isinstance(one, Statement)
        )
    return found


def comments(text: str) -> Counter[str]:
    """The comments of a text, each as often as it is there."""
    parsed = parse(Source("x", text)).file
    return Counter(token.text for token in tokens(parsed) if token.type in ("COMMENT", "DOC_COMMENT"))


@some
@given(programs())
def test_an_expansion_compiles_to_the_same_bytes(program: Generated) -> None:
    assert compile_text(expanded(program.text)).definition == compile_text(program.text).definition


@some
@given(programs())
def test_what_was_expanded_is_not_changed_by_expanding_it_again(program: Generated) -> None:
    once = expanded(program.text)

    assert expanded(once) == once


@some
@given(programs())
def test_no_sugar_and_no_unlabelled_widget_is_left(program: Generated) -> None:
    file = parse(Source("x", expanded(program.text))).file
    heads = {item.head.text for item in statements(file) if item.head is not None and item.head.type == "WORD"}

    assert heads.isdisjoint({"if", "menu"})


@some
@given(programs())
def test_every_comment_survives(program: Generated) -> None:
    assert comments(expanded(program.text)) == comments(program.text)
