"""What came of many runs, as a table in Markdown: a row for all that can go wrong, a column for each flow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.faults.fault import Delivered, Kill, Outage, Rest, Shop, Way
from tests.faults.kinds import KINDS
from tests.faults.machine import Result

_DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def table(results: Sequence[Result], seconds: float) -> str:
    """The table, between a line that says which runs these were and one that says what it took."""
    seeds = sorted(result.plan.seed for result in results)
    flows = [flow for flow in KINDS if any(result.plan.flow == flow for result in results)]
    head = ("what goes wrong", *flows, "runs", "deaths", "wrong", "slowest webhook")
    kinds = sorted({row for result in results for row in rows(result)})
    lines = [_row(kind, [result for result in results if kind in rows(result)], flows) for kind in kinds]
    return "\n".join(
        [
            f"These were seeds {seeds[0]} to {seeds[-1]}; a run counts in each of its rows.",
            "",
            *map(_line, (head, ["---"] * len(head), *lines, _row("all of them", results, flows))),
            "",
            f"{len(results)} runs took {seconds:.0f} seconds, in which {sum(result.died for result in results)} "
            f"processes died and {sum(result.webhooks for result in results):,} webhooks were sent; "
            f"{sum(bool(result.wrong) for result in results)} runs went wrong.",
        ]
    )


def rows(result: Result) -> tuple[str, ...]:
    """The rows in which a run counts, each once; a death that did not come counts as none."""
    return tuple(dict.fromkeys(_rows(result)))


def _rows(result: Result) -> Iterator[str]:
    plan = result.plan
    database = _DATABASES[plan.database]
    yield f"on {database}"
    for fault in plan.faults:
        match fault:
            case Kill(moment=moment):
                yield f"killed: {moment}" if result.died else "killed: it did not come to that"
            case Outage():
                yield f"{database} goes away"
            case Rest(answer=answer):
                yield f"Twilio's REST: {answer.removesuffix('-done')}"
            case Shop(answer=answer):
                yield f"customer's server: {answer}"
            case Way(how=how):
                yield f"between bundles: {how.removesuffix('-done')}"
            case Delivered(kind=kind, way=way):
                # Of the two kinds of callbacks a flow has one.
                yield f"{'callbacks' if 'status' in kind else 'webhooks'}: {way}"
    if not plan.faults:
        yield "nothing goes wrong"


def _row(name: str, results: Sequence[Result], flows: Sequence[str]) -> tuple[str, ...]:
    counts = (sum(result.plan.flow == flow for result in results) for flow in flows)
    slowest = max(result.slowest for result in results)
    deaths, wrong = sum(result.died for result in results), sum(bool(result.wrong) for result in results)
    return (name, *map(str, counts), str(len(results)), str(deaths), str(wrong), f"{slowest:.1f} s")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
