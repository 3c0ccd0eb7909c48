"""The table of many runs."""

from __future__ import annotations

import pytest
from tests.faults.machine import Result
from tests.faults.plan import Plan
from tests.faults.table import rows, table

CHAT = "chat sqlite seed=7 route=first contact=replies contacts=1"
ORDER = "order postgresql seed=4 route=first contact=stays contacts=1"


def result(words: str, died: int = 0, slowest: float = 0.25, wrong: tuple[str, ...] = ()) -> Result:
    return Result(Plan.read(words.split()), died, (), 1_000, slowest, 2.0, wrong)


def test_each_run_counts_under_its_flow_and_in_each_of_its_rows() -> None:
    results = [result(CHAT, wrong=("2 sessions of one contact",)), result(f"{ORDER} outage:1:1", slowest=3.14)]

    assert table(results, 61.4) == "\n".join(
        [
            "These were seeds 4 to 7; a run counts in each of its rows.",
            "",
            "| what goes wrong | order | chat | runs | deaths | wrong | slowest webhook |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            "| PostgreSQL goes away | 1 | 0 | 1 | 0 | 0 | 3.1 s |",
            "| nothing goes wrong | 0 | 1 | 1 | 0 | 1 | 0.2 s |",
            "| on PostgreSQL | 1 | 0 | 1 | 0 | 0 | 3.1 s |",
            "| on SQLite | 0 | 1 | 1 | 0 | 1 | 0.2 s |",
            "| all of them | 1 | 1 | 2 | 0 | 1 | 3.1 s |",
            "",
            "2 runs took 61 seconds, in which 0 processes died and 2,000 webhooks were sent; 1 runs went wrong.",
        ]
    )


@pytest.mark.parametrize(
    ("fault", "died", "row"),
    [
        ("kill:0:committed:2:True", 1, "killed: committed"),
        ("kill:0:committed:2:True", 0, "killed: it did not come to that"),
        ("outage:1:2", 0, "SQLite goes away"),
        ("rest:text:500-done:1", 0, "Twilio's REST: 500"),
        ("shop:late:1", 0, "customer's server: late"),
        ("way:reset-done:1", 0, "between bundles: reset"),
        ("webhooks:message:twice", 0, "webhooks: twice"),
        ("webhooks:message-status:late", 0, "callbacks: late"),
    ],
)
def test_what_goes_wrong_is_the_name_of_a_row(fault: str, died: int, row: str) -> None:
    assert rows(result(f"{CHAT} {fault}", died)) == ("on SQLite", row)


def test_a_run_counts_once_in_a_row_of_two_of_its_faults() -> None:
    assert rows(result(f"{CHAT} rest:text:500:1 rest:text:500-done:1")) == ("on SQLite", "Twilio's REST: 500")
