"""Slow cores for processes: control groups of either version, which go when nobody is in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.scale.cores import slow_cores


@pytest.mark.parametrize(
    ("controller", "limits"),
    [
        ("cpu", {"cpu.cfs_period_us": "20000", "cpu.cfs_quota_us": "8000"}),
        ("", {"cpu.max": "8000 20000"}),
    ],
    ids=["v1", "v2"],
)
def test_each_core_is_a_group_with_a_share_of_one_and_takes_processes_in_turn(
    tmp_path: Path, controller: str, limits: dict[str, str]
) -> None:
    parent = tmp_path / controller
    parent.mkdir(exist_ok=True)

    with slow_cores(2, 0.4, root=tmp_path) as cores:
        for number in range(3):
            cores.take(number, 100 + number)
        found = {path.name: path.read_text() for path in cores.groups[0].iterdir()}

    assert found == {**limits, "cgroup.procs": "102"}
    assert [group.relative_to(parent).name for group in cores.groups] == ["flow-core-0", "flow-core-1"]
    assert (parent / "cgroup.subtree_control").exists() is (controller == "")


def test_a_group_that_nobody_uses_any_more_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    removed: list[str] = []
    monkeypatch.setattr(Path, "rmdir", lambda path: removed.append(path.name))
    with slow_cores(2, 0.4, root=tmp_path):
        assert not removed
    assert sorted(removed) == ["flow-core-0", "flow-core-1"]
