"""Cores of their own for processes on a machine that has too few: slow ones, which leave time for all else.

On two cores that also carry the database and the callers, two processes have less than twice what one has, however well
they share the work. Control groups of Linux hold all that runs in one of them to a share of one core:
https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import attrs

CGROUPS = Path("/sys/fs/cgroup")
# Much shorter than a webhook may take, so that nobody waits long for the next share.
_PERIOD = 20_000


@attrs.frozen
class Cores:
    """Groups of processes, each of which has so much time as a slow core would give it."""

    groups: Sequence[Path]

    def take(self, number: int, pid: int) -> None:
        """Puts a process on the core of a number; beyond the last one it begins anew."""
        (self.groups[number % len(self.groups)] / "cgroup.procs").write_text(str(pid))


@contextmanager
def slow_cores(count: int, share: float, root: Path = CGROUPS) -> Iterator[Cores]:
    """So many cores, each as fast as a share of a real one. They go once the processes on them have ended.

    Raises OSError where that is not allowed, as it is to root alone.
    """
    parent, write = (root / "cpu", _limit_v1) if (root / "cpu").is_dir() else (root, _limit_v2)
    with ExitStack() as stack:
        groups = []
        for number in range(count):
            group = parent / f"flow-core-{number}"
            group.mkdir(exist_ok=True)
            stack.callback(_remove, group)
            write(group, int(_PERIOD * share))
            groups.append(group)
        yield Cores(groups)


def _limit_v1(group: Path, quota: int) -> None:
    """https://docs.kernel.org/scheduler/sched-bwc.html#management."""
    (group / "cpu.cfs_period_us").write_text(str(_PERIOD))
    (group / "cpu.cfs_quota_us").write_text(str(quota))


def _limit_v2(group: Path, quota: int) -> None:
    (group.parent / "cgroup.subtree_control").write_text("+cpu")
    (group / "cpu.max").write_text(f"{quota} {_PERIOD}")


def _remove(group: Path) -> None:
    with suppress(OSError):  # somebody is still in it, and it limits nobody else
        group.rmdir()
