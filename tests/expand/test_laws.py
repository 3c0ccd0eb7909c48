"""Laws of the expansion of valid programs: the same definition, nothing left to expand, no comment lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from tests.expand.flows import expansion_of, plain
from tests.expand.reuse_programs import reuse_programs
from tests.properties.programs import Generated, programs

from flowc import Source, check, compile_text, expand_text, parse, print_tree
from flowc.binding.context import text_of
from flowc.syntax.nodes import Block, File, Statement, tokens

LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large]  # a program is a large value, and means to be
some = settings(max_examples=50, deadline=None, suppress_health_check=LARGE)


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
    items = statements(file)
    labels = {text_of(item.label.name) for item in items if item.label is not None}
    flow = check(print_tree(file)).flow

    assert {item.head.text for item in items if item.head is not None and item.head.type == "WORD"}.isdisjoint(
        {"if", "menu"}
    )
    assert flow is not None
    assert {state.name for state in flow.states} - labels == {"Trigger"}


@some
@given(programs())
def test_every_comment_survives(program: Generated) -> None:
    assert comments(plain(expanded(program.text))) == comments(program.text)


# Blocks, values, defaults and modules


@some
@given(reuse_programs())
def test_a_flow_that_reuses_is_written_out_to_the_same_bytes(text: str) -> None:
    found = expansion_of(text)

    read = parse(Source("x", found)).file
    heads = {item.head.text for item in statements(read) if item.head is not None}
    words = {token.text for token in tokens(read) if token.type == "WORD"}
    assert heads.isdisjoint({"block", "const", "param", "if", "menu"})
    assert words.isdisjoint({"shop", "greeting", "patience", "ref", "operator", "own-0", "theirs"})
