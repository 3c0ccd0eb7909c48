"""FLW602 and FLW603: recordings that run where they should not."""

from __future__ import annotations

import pytest
from tests.checks.found import only, short, trail
from tests.many_files import found_in

FOUND = ("FLW602", "warning")
START = 'say "This call is recorded."\nrecord on { failed -> end }'
PAY = "pay payment_connector=Default { hangup -> end }"
HANDOVERS = (
    "dial number +15550101 { hangup -> end }",
    "enqueue shop { failedToEnqueue, callFailure -> end }",
    "flex workflow=WW0123456789abcdef0123456789abcdef channel=TC0123456789abcdef0123456789abcdef "
    "{ failedToEnqueue, callFailure -> end }",
)
ON_DEMAND = '\n# ---- flowc.toml\n[rules]\nFLW603 = "warning"\n'


def test_a_card_in_a_recorded_call_is_a_warning() -> None:
    found = only(f"on call {{\n{START}\n{PAY}\n}}")

    assert (found.code, found.severity.value, found.span.line) == (*FOUND, 4)
    assert found.message == "a recording runs during `pay`"
    assert trail(found)[-1] == ("3. then `record`", 3)


def test_a_placed_call_is_recorded_too() -> None:
    text = f"on request {{\ncall record=on {{ busy, noAnswer, failed -> end }}\n{PAY}\n}}"

    assert short(text) == [(*FOUND, 3)]


def test_behind_record_off_nothing_is_recorded() -> None:
    assert short(f"on call {{\n{START}\nrecord off {{ failed -> end }}\n{PAY}\n}}") == []


def test_a_recording_that_could_not_be_switched_off_may_still_run() -> None:
    found = only(f"on call {{\n{START}\nrecord off {{ failed -> next }}\n{PAY}\n}}")

    assert trail(found)[-1] == ("4. then `record`, which leaves by `failed`", 4)


@pytest.mark.parametrize(
    "text",
    [
        f"on call {{\n{PAY}\n}}",
        f"on subflow {{\n{PAY}\n}}",
        f'on call {{\n{START}\nfunction "https://example.com/stop" {{ fail -> end }}\n{PAY}\n}}',
    ],
)
def test_where_none_runs_or_nobody_knows_nothing_is_said(text: str) -> None:
    assert short(text) == []


@pytest.mark.parametrize("statement", HANDOVERS)
def test_a_recording_that_goes_on_with_somebody_else_is_found_on_demand(statement: str) -> None:
    text = f"on call {{\n{START}\n{statement}\n}}"

    assert found_in(text) == []
    (found,) = found_in(text + ON_DEMAND)
    assert (found.code, found.severity.value, found.span.line) == ("FLW603", "warning", 4)
    assert trail(found)[-1] == ("3. then `record`", 3)


def test_a_handover_behind_an_attempt_to_stop_is_none() -> None:
    text = f"on call {{\n{START}\nrecord off {{ failed -> next }}\n{HANDOVERS[0]}\n}}"

    assert found_in(text + ON_DEMAND) == []


def test_a_handover_without_a_recording_is_none() -> None:
    assert found_in(f'on call {{\nsay "a"\n{HANDOVERS[0]}\n}}' + ON_DEMAND) == []
