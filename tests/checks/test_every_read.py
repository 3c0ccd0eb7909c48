"""FLW505 and FLW506 say of small flows what walking every path of them says."""

from __future__ import annotations

import random
import re

from tests.checks.analyses.every_path import Node, Small, small_flow, truth

from flowc.compile import check

SEEDS = range(150)
EVENTS = ("keypress", "speech", "timeout")


def reading_flow(seed: int) -> tuple[Small, tuple[int, ...], str]:
    """A flow of widgets that each read another, or themselves; which one each reads; and its text."""
    chance = random.Random(seed)
    drawn = small_flow(chance)
    nodes = []
    for node in drawn.nodes:
        targets = [target for _, target in node.exits][: len(EVENTS)]
        nodes.append(Node("gather", tuple(zip(EVENTS, targets, strict=False))))
    reads = tuple(chance.randrange(len(nodes)) for _ in nodes)
    lines = [f"on {entry} -> w{number}" for entry, number in drawn.entries]
    lines.append("section all_of_them {")
    for number, node in enumerate(nodes):
        leads = dict(node.exits)
        exits = "; ".join(f"{event} -> {f'w{leads[event]}' if event in leads else 'end'}" for event in EVENTS)
        lines.append(f'w{number}: gather "a {{{{widgets.w{reads[number]}.Digits}}}}" {{ {exits} }}')
    return Small(tuple(nodes), drawn.entries), reads, "\n".join([*lines, "}"])


def expected(flow: Small, reads: tuple[int, ...]) -> set[tuple[str, int]]:
    """The code for each widget that is read where it has not run on every walk."""
    known = truth(flow)
    found = set()
    for at, read in enumerate(reads):
        if at not in known.reached or (read, at) in known.surely_before:
            continue
        found.add(("FLW506" if (read, at) in known.may_be_before else "FLW505", read))
    return found


def told(text: str) -> set[tuple[str, int]]:
    found = [one for one in check(text).diagnostics if one.code in ("FLW505", "FLW506")]
    widgets = [re.match(r"`w(\d+)`", one.message) for one in found]
    return {(one.code, int(match.group(1))) for one, match in zip(found, widgets, strict=True) if match}


def test_each_value_that_is_read_too_early_is_told_and_no_other() -> None:
    tried = {seed: reading_flow(seed) for seed in SEEDS}

    assert [seed for seed, (flow, reads, text) in tried.items() if expected(flow, reads) != told(text)] == []


def test_the_flows_that_are_tried_have_errors_warnings_and_reads_that_are_right() -> None:
    tried = [reading_flow(seed) for seed in SEEDS]
    codes = [code for flow, reads, _ in tried for code, _ in expected(flow, reads)]
    right = [(read, at) in truth(flow).surely_before for flow, reads, _ in tried for at, read in enumerate(reads)]

    assert codes.count("FLW505") > 50
    assert codes.count("FLW506") > 50
    assert right.count(True) > 20


def test_the_path_that_a_warning_shows_goes_around_the_widget_and_ends_before_the_read() -> None:
    for seed in SEEDS[:50]:
        text = reading_flow(seed)[2]
        for one in check(text).diagnostics:
            if one.code != "FLW506":
                continue
            steps = [note for note in one.notes if re.match(r"\d+\. ", note.message) and note.span]
            read = one.message.split("`")[1]
            lines = [text.splitlines()[note.span.line - 1] for note in steps if note.span]
            assert lines[0].startswith("on ")
            assert not any(line.startswith(f"{read}:") for line in lines)
