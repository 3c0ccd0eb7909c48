"""The analysis of placement agrees with walking every way through small flows, loops and all."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.checks.walks import ENTRIES, KINDS, Node, SmallFlow, Verdicts, verdicts

from flowc.compile import check

MOST_STATES = 7  # with the trigger
BEHIND = "here as well"
JUDGED = ("FLW301", "FLW302", "FLW303", "FLW304", "FLW305")


@st.composite
def small_flows(draw: st.DrawFn) -> SmallFlow:
    kinds = draw(st.lists(st.sampled_from(["record", *KINDS]), min_size=1, max_size=MOST_STATES - 1))
    numbers = st.sampled_from([*range(len(kinds)), None])
    nodes = [Node(kind, tuple(draw(numbers) for _ in KINDS[kind].exits)) for kind in kinds]
    entries = draw(st.dictionaries(st.sampled_from(ENTRIES), st.integers(0, len(kinds) - 1), min_size=1))
    return SmallFlow(tuple(nodes), entries)


def found_by_checks(flow: SmallFlow) -> Verdicts:
    """The verdicts of the compiler; statement N stands in line N + 2."""
    found: Verdicts = set()
    for finding in check(flow.text).diagnostics:
        if finding.code not in JUDGED:
            continue
        others = [note.span.line for note in finding.notes if note.span and note.message.endswith(BEHIND)]
        for line in (finding.span.line, *others):
            verdict = (finding.code, finding.severity.value, line - 2)
            assert verdict not in found, f"{verdict} twice in\n{flow.text}"
            found.add(verdict)
    return found


LOOP = SmallFlow((Node("record", (1, None)), Node("say", (0,))), {"call": 0})
LATE = SmallFlow(
    (Node("say", (1,)), Node("call", (2, 2, None)), Node("record", (3, None)), Node("voicemail", (2, 2))), {"call": 0}
)


@settings(max_examples=2500, deadline=None)
@given(small_flows())
@example(LOOP)
@example(LATE)
def test_checks_and_walks_agree_on_every_statement(flow: SmallFlow) -> None:
    assert found_by_checks(flow) == verdicts(flow), flow.text


def test_the_walks_know_what_the_design_says() -> None:
    assert verdicts(LOOP) == {("FLW302", "error", 0)}
    assert verdicts(LATE) == {
        ("FLW301", "error", 2),
        ("FLW303", "error", 3),
        ("FLW305", "warning", 2),
        ("FLW305", "warning", 3),
    }


def test_the_flows_that_are_tried_break_every_rule_and_no_rule() -> None:
    seen: dict[str, int] = {}

    @settings(max_examples=500, deadline=None, database=None, derandomize=True)
    @given(small_flows())
    def count(flow: SmallFlow) -> None:
        for code in {f"{code} {severity}" for code, severity, _ in verdicts(flow)} or {"none"}:
            seen[code] = seen.get(code, 0) + 1

    count()
    assert sorted(seen) == [
        "FLW301 error",
        "FLW302 error",
        "FLW302 warning",
        "FLW303 error",
        "FLW304 error",
        "FLW305 warning",
        "none",
    ]
    assert min(seen.values()) >= 10, seen
