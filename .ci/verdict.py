"""Says what a pytest run came to, and whether a test was skipped that should have run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

SHARED = "../shared"
# What no package brings: the machine itself forbids it.
FORBIDDEN = "network namespaces are not allowed here"


class Verdict(NamedTuple):
    """How many tests passed and failed, and each skipped one with its reason."""

    passed: int
    failed: int
    skipped: tuple[tuple[str, str], ...]

    def unexplained(self, *, shared_is_there: bool) -> Iterator[str]:
        """The skipped tests that had all they need: an absent `../shared` excuses one, and what a machine forbids."""
        for test, reason in self.skipped:
            if reason.startswith(FORBIDDEN):
                continue
            if shared_is_there or SHARED not in reason:
                yield f"{test}: {reason}"

    def __str__(self) -> str:
        """The last line of a run, as a person or a script reads it."""
        return f"{self.passed} passed, {self.failed} failed, {len(self.skipped)} skipped"


def read(report: Path) -> Verdict:
    """The verdict of a JUnit report."""
    cases = list(ElementTree.parse(report).iter("testcase"))
    # A case may both fail and err while it is taken down; it is one test all the same.
    failed = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    # An expected failure stands in the report as a skip of another type; it ran.
    skips = [
        (f"{case.get('classname')}::{case.get('name')}", skip.get("message", ""))
        for case in cases
        if (skip := case.find("skipped")) is not None and skip.get("type") != "pytest.xfail"
    ]
    return Verdict(len(cases) - len(failed) - len(skips), len(failed), tuple(skips))


def main(report: Path, shared: Path) -> int:
    """Prints the skipped tests that should have run, then the counts; 1 where something is wrong."""
    verdict = read(report)
    unexplained = list(verdict.unexplained(shared_is_there=shared.is_dir()))
    for line in unexplained:
        print(f"skipped though nothing is missing: {line}")
    print(verdict)
    return 1 if verdict.failed or unexplained or not verdict.passed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
