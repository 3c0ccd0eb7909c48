"""What lines meant before is known, and forgotten where something that they may refer to has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flowc.binding.bound_lines import BoundLines
from flowc.binding.context import Context
from flowc.binding.program import Bound
from flowc.checks.kept_facts import KeptFacts
from flowc.compile import Memo, check_parsed
from flowc.graph.kept import KeptStates
from flowc.live import LiveFlow
from flowc.syntax.nodes import Statement

FLOW = """\
on call {
  ask: gather "x" { timeout -> ask }
  say "Hello."
  say "{{widgets.ask.Digits}}" voice=alice
}
"""


class Counting(BoundLines):
    """Counts the lines that are bound."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def line(self, context: Context, item: Statement, bind: Callable[[Statement], list[Bound]]) -> list[Bound]:
        """As in `BoundLines`."""

        def counted(one: Statement) -> list[Bound]:
            self.count += 1
            return bind(one)

        return super().line(context, item, counted)


def bound_again(before: str, after: str) -> int:
    """How many lines are bound when one text takes the place of another."""
    live, memo = LiveFlow("a"), Counting()
    for text in (before, after):
        memo.count = 0
        parsed = live.parsed(text)
        assert parsed is not None
        check_parsed(live.source, parsed, memo=Memo(memo, KeptStates(), KeptFacts()))
    return memo.count


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("Hello.", "Hello!", 1),
        ("", "", 0),
        ("voice=alice", "voice=man", 1),
        ('\n  say "Hello."', '\n\n  # A remark.\n  say "Hello."', 1),
    ],
)
def test_only_what_has_changed_is_bound_again(old: str, new: str, count: int) -> None:
    assert bound_again(FLOW, FLOW.replace(old, new) if old else FLOW) <= count + 1
    assert bound_again(FLOW, FLOW.replace(old, new) if old else FLOW) >= min(count, 1)


def test_a_label_that_changes_has_all_lines_bound_again() -> None:
    assert bound_again(FLOW, FLOW.replace("ask", "question")) == 3


def test_a_declaration_that_changes_has_all_lines_bound_again() -> None:
    text = 'const shop = "x"\n' + FLOW

    assert bound_again(text, text.replace('"x"\n', '"y"\n', 1)) == 3
    assert bound_again(text, text.replace("Hello.", "Hello!")) == 1


def test_uses_of_blocks_are_bound_each_time() -> None:
    text = 'block b() { say "x" }\n' + FLOW.replace('say "Hello."', "b")

    # The use, what stands in its block, and the line that has changed.
    assert bound_again(text, text.replace("alice", "man")) == 3


def test_with_modules_nothing_is_kept() -> None:
    text = "use std.consent\n" + FLOW

    assert bound_again(text, text.replace("Hello.", "Hello!")) == 3


def test_a_problem_in_a_line_that_is_not_bound_again_is_told_again() -> None:
    live = LiveFlow("a")
    text = FLOW.replace('say "Hello."', 'sai "Hello."')
    before = live.check(text)

    after = live.check(text.replace("alice", "man"))

    assert [one.message for one in before] == [one.message for one in after] == ["unknown verb `sai`"]


def test_a_label_is_used_that_only_a_kept_line_leads_to() -> None:
    live = LiveFlow("a")
    live.check(FLOW, hints=True)

    after = live.check(FLOW.replace("Hello.", "Hello!"), hints=True)

    assert "FLW129" not in [one.code for one in after]
