"""FLW410 to FLW412: how deep subflows go, how many there may be, and in which revisions."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short, trail
from tests.checks.test_own_widgets import widget

ONE, OTHER = "FW0123456789abcdef0123456789abcdef", "FWfedcba9876543210fedcba9876543210"
RUN = f"subflow {ONE} {{ failed -> next }}"


def numbered(count: int, revision: str = "") -> str:
    """So many subflows, all of different flows."""
    return "\n".join(f"subflow FW{number:032x}{revision} {{ failed -> next }}" for number in range(count))


def test_a_subflow_runs_no_other_one() -> None:
    found = only(f"on subflow {{\nset a=1\n{RUN}\n}}")

    assert (found.code, found.severity.value, found.span.line) == ("FLW410", "error", 3)
    assert found.message == "`subflow` fails in a run that began with `subflow`"
    assert found.why == "a subflow cannot run another one (81024)"
    assert trail(found) == [("1. the run begins with `subflow`", 1), ("2. then `set`", 2)]


@pytest.mark.parametrize("entry", ["call", "message", "conversation", "request"])
def test_every_other_run_may_run_subflows(entry: str) -> None:
    assert short(f"on {entry} {{ {RUN} }}") == []


def test_one_of_two_entries_is_enough() -> None:
    assert short(f"on call, subflow {{\n{RUN}\n{RUN}\n}}") == [("FLW410", "error", 2)]


def test_never_comes_from_the_declaration() -> None:
    own = widget('never message "it sleeps"')

    assert short(own + "on message {\nown\n}") == [("FLW410", "error", 3)]
    assert only(own + "on message {\nown\n}").why == "it sleeps"


def test_150_subflows_are_enough() -> None:
    same = "\n".join([RUN] * 150)

    assert short(f"on call {{\n{same}\n}}") == []
    found = only(f"on call {{\n{same}\n{RUN}\n}}")
    assert (found.code, found.severity.value, found.span.line) == ("FLW411", "warning", 152)
    assert found.message == "this flow has 151 `subflow`"


def test_50_different_subflows_are_enough() -> None:
    assert short(f"on call {{\n{numbered(50)}\n{numbered(50)}\n}}") == []
    found = only(f"on call {{\n{numbered(51)}\n}}")
    assert (found.code, found.span.line) == ("FLW411", 52)
    assert found.message == "this flow has 51 different `flow_sid`"


def test_both_limits_are_told() -> None:
    assert [code for code, _, _ in short(f"on call {{\n{numbered(151)}\n}}")] == ["FLW411", "FLW411"]


def test_one_subflow_has_one_revision() -> None:
    found = only(f"on call {{\nsubflow {ONE} flow_revision=3 {{ failed -> next }}\n{RUN}\n{RUN}\n}}")

    assert (found.code, found.severity.value, found.span.line) == ("FLW412", "warning", 3)
    assert found.message == "`flow_revision` is `3` elsewhere, and `LatestPublished` here"
    assert trail(found) == [("the first one", 2)]


@pytest.mark.parametrize(
    "text",
    [
        f"subflow {ONE} flow_revision=3 {{ failed -> next }}\nsubflow {OTHER} {{ failed -> next }}",
        f"{RUN}\n{RUN}",
        'subflow "${a}" flow_revision=3 { failed -> next }\nsubflow "${a}" { failed -> next }',
    ],
)
def test_other_subflows_have_their_own(text: str) -> None:
    assert short(f"on call {{\n{text}\n}}") == []


def test_each_further_revision_is_told_once() -> None:
    lines = [f"subflow {ONE} flow_revision={number} {{ failed -> next }}" for number in (1, 2, 2, 3)]

    assert [line for _, _, line in short("on call {\n" + "\n".join(lines) + "\n}")] == [3, 5]
