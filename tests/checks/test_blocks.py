"""Findings of the rules inside of blocks: placed at the use in the flow's own file, with the statement in the block."""

from __future__ import annotations

import pytest
from tests.asked import asked
from tests.checks.found import only, short, trail

from flowc.compile import check
from flowc.diagnostics import Diagnostic
from flowc.modules import MemoryModules

RECORD = "block start(quiet: switch = off) {\nexit failed\nrecord on { failed -> failed }\n}\n"
GREET = 'block greet {\nsay "Hello"\n}\n'

_UNASKED = ("FLW128", "FLW601")


def found(text: str, **files: str) -> list[Diagnostic]:
    """All that is found in a flow with modules, but for blocks that it does not use, and notices."""
    modules = MemoryModules({f"{name}.flow": content for name, content in files.items()})
    return [one for one in asked(check(text, "main.flow", modules=modules).diagnostics) if one.code not in _UNASKED]


def test_a_finding_in_a_block_stands_at_its_use_with_the_statement_in_the_block() -> None:
    finding = only(f"{RECORD}on call {{\nstart {{ failed -> next }}\n}}")

    assert (finding.code, finding.span.text, finding.span.line) == ("FLW302", "start", 6)
    assert finding.message == "`record` must stand after `say-play` or `gather-input-on-call` on every path"
    assert trail(finding) == [("this `record` in the block", 3), ("1. the run begins with `call`", 5)]


def test_in_a_block_of_a_module_the_finding_stands_in_the_flow() -> None:
    (finding,) = found('use "./m.flow"\non call {\nm.start\n}', m=RECORD)

    assert (finding.span.source.path, finding.span.text) == ("main.flow", "m.start")
    assert [(note.message, note.span and note.span.source.path) for note in finding.notes] == [
        ("this `record` in the block", "m.flow"),
        ("1. the run begins with `call`", "main.flow"),
    ]


def test_in_nested_blocks_the_outermost_use_is_the_place_and_those_between_are_told() -> None:
    text = f"{RECORD}block outer {{\ninner\n}}\nblock inner {{\nstart\n}}\non call {{\nouter\n}}"
    finding = only(text)

    assert (finding.code, finding.span.text, finding.span.line) == ("FLW302", "outer", 12)
    assert trail(finding) == [
        ("which uses `inner`", 6),
        ("which uses `start`", 9),
        ("this `record` in the block", 3),
        ("1. the run begins with `call`", 11),
    ]


def test_a_path_through_blocks_tells_the_uses_and_the_statements_in_them() -> None:
    text = (
        'block branch {\nexit no\nif flow.variables.x is_blank -> no\nsay "yes"\n}\n'
        f"{RECORD}on call {{\nbranch {{ no -> next }}\nstart\n}}"
    )
    finding = only(text)

    assert (finding.code, finding.span.line) == ("FLW302", 12)
    assert trail(finding) == [
        ("this `record` in the block", 8),
        ("1. the run begins with `call`", 10),
        ("2. then `branch`, a block", 11),
        ("3. this case holds", 3),
    ]


def test_leaving_a_block_and_entering_it_again_is_told_twice() -> None:
    text = 'block b {\nset a=1\n}\non message {\nb\nb\nsay "x"\n}'
    steps = [message for message, _ in trail(only(text))]

    assert steps.count("2. then `b`, a block") == 1
    assert "4. then `b`, a block" in steps


# Placement through expansions


@pytest.mark.parametrize(
    ("body", "findings"),
    [
        ("greet\nstart", []),
        ("start\ngreet", ["FLW302"]),
        ("greet\nstart\nstart", ["FLW306"]),
        ("if flow.variables.x is_blank { greet }\nstart", ["FLW302"]),
        ("if flow.variables.x is_blank { greet } else { greet }\nstart", []),
        ('say "x"\nstart { failed { start } }', []),
        ('u: greet\ngather "y" { timeout -> u }\nstart', []),
    ],
)
def test_what_runs_in_a_block_counts_for_what_stands_behind_its_use(body: str, findings: list[str]) -> None:
    assert [one.code for one in found(f"{RECORD}{GREET}on call {{\n{body}\n}}")] == findings


def test_one_use_may_be_wrong_and_another_right() -> None:
    text = f"{RECORD}{GREET}on call {{\ngreet\nstart\n}}\non request {{\nstart\n}}"
    (finding,) = found(text)

    assert (finding.code, finding.span.line) == ("FLW301", 13)


def test_behind_a_hangup_in_a_block_nobody_listens() -> None:
    text = 'block mail {\nexit gone\nvoicemail { hangup -> gone }\n}\non call {\nmail { gone { say "bye" } }\n}'
    finding = only(text)

    assert (finding.code, finding.span.text, finding.span.line) == ("FLW305", 'say "bye"', 6)
    assert ("3. then `voicemail`, which leaves by `hangup`", 3) in trail(finding)


def test_a_call_that_a_block_places_is_there_behind_its_use() -> None:
    block = "block ring {\nexit busy\ncall { busy, no-answer -> busy }\n}\n".replace("no-answer", "noAnswer")

    assert found(f'{block}on request {{\nring\nsay "x"\n}}') == []
    assert [one.code for one in found(f'{block}on request {{\nring {{ busy -> next }}\nsay "x"\n}}')] == ["FLW303"]


def test_a_block_that_fits_no_entry_is_told_at_its_use() -> None:
    text = 'block query {\nask "x"\n}\non call {\nquery\n}\non message {\nquery\n}'

    assert short(text) == [("FLW304", "error", 5)]


def test_every_path_through_a_section_of_a_module_is_looked_at() -> None:
    module = 'section rec {\nrecord on\n}\nsection bye {\nsay "bye"\n}'
    (finding,) = found('use "./m.flow"\non call -> m.rec\non subflow -> m.bye', m=module)

    assert (finding.code, finding.span.source.path, finding.span.text) == ("FLW302", "m.flow", "record on")


# One mistake, one message


def test_two_wrong_statements_of_one_use_are_one_finding() -> None:
    text = 'block b {\nsay "1"\nsay "2"\ngather "3"\n}\non message {\nb\n}'
    finding = only(text)

    assert (finding.code, finding.span.line) == ("FLW303", 7)
    assert [message for message, _ in trail(finding)] == ["this `say` in the block", "1. the run begins with `message`"]


def test_further_uses_behind_one_wrong_entry_are_told_with_the_first() -> None:
    finding = only(f'{GREET}on message {{\ngreet\ngreet\nsay "x"\n}}')

    assert trail(finding) == [
        ("this `say` in the block", 2),
        ("1. the run begins with `message`", 4),
        ("`greet` here as well", 6),
        ("`say` here as well", 7),
    ]


def test_of_many_uses_only_some_are_named() -> None:
    uses = "\n".join(["greet"] * 20)
    messages = [message for message, _ in trail(only(f"{GREET}on message {{\n{uses}\n}}"))]

    assert messages[-1] == "and 14 more statements behind it"
    assert len(messages) == 8


def test_too_many_widgets_are_told_at_the_use_that_is_too_much() -> None:
    block = "block ten {\n" + "\n".join(f"set a={number}" for number in range(10)) + "\n}\n"
    finding = only(f"{block}on request {{\n" + "\n".join(["ten"] * 101) + "\n}")

    assert (finding.code, finding.message) == ("FLW401", "this flow has 1,011 widgets")
    assert (finding.span.text, finding.span.line) == ("ten", 13 + 100)


def test_a_module_is_no_flow_that_nothing_starts() -> None:
    assert short(RECORD) == []
    assert short("const a = 1") == []
    assert short('section s { say "x" }') == [("FLW403", "warning", 1)]
    assert short(f'flow "x"\n{GREET}') == [("FLW403", "warning", 1)]
