"""The short form of the fault runs: `python -m benchmarks.faults` is the long one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.end_to_end.bundles.conftest import Servers
from tests.end_to_end.bundles.serving import PROJECT, Server, compiled, environment
from tests.faults.machine import run
from tests.faults.plan import POINTS, REST, Plan


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The Python of an environment with a bundle's requirements; workers share it with other tests."""
    base = tmp_path_factory.getbasetemp()
    bundle = compiled(PROJECT / "examples" / "feedback.flow", tmp_path_factory.mktemp("requirements") / "feedback")
    return environment(bundle / "requirements.txt", (base if worker_id == "master" else base.parent) / "environment")


@pytest.fixture(scope="module")
def servers(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The servers that live on while others die, one for each database."""
    servers = Servers(python, tmp_path_factory.mktemp("faults"))
    yield servers
    for server in servers.running.values():
        server.stop()


# One seed for each point at which a process dies, on either database; most REST faults are among them.
SEEDS = (0, 1, 3, 4, 8, 13)


@pytest.mark.parametrize("seed", SEEDS)
async def test_every_call_ends_in_a_defined_step_whatever_dies_or_fails(
    seed: int, servers: Servers, database_server: str
) -> None:
    plan = Plan.of(seed)
    urls = {
        "sqlite": f"sqlite+aiosqlite:///{servers.folder / 'sessions.db'}",
        "postgresql": database_server.replace("postgresql://", "postgresql+psycopg://"),
    }
    source = PROJECT / "examples" / "feedback.flow"
    other = servers.of(source, urls[plan.database], ())
    first = Server(servers.python, other.bundle, other.settings)

    result = await run(plan, first, other, servers.api_port)

    assert not result.wrong, (str(plan), result)
    assert result.died


def test_a_plan_is_that_of_its_seed() -> None:
    assert Plan.of(5) == Plan.of(5)
    assert str(Plan.of(5)).startswith("seed 5: ")


def test_plans_come_to_every_point_and_every_fault() -> None:
    plans = [Plan.of(seed) for seed in range(300)]

    assert {plan.point for plan in plans} == set(POINTS)
    assert {plan.rest for plan in plans} == set(REST)
