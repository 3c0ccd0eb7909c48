"""What went wrong: with Twilio's own numbers, where Twilio has one."""

from __future__ import annotations

import attrs


@attrs.frozen
class Problem:
    """An entry of Twilio's debugger: its error code (0: the test's own script is wrong), and what was wrong where."""

    code: int
    message: str
    where: str = ""

    def __str__(self) -> str:
        head = f"error {self.code}" if self.code else "the script of the test"
        return f"{head}: {self.message}" + (f" ({self.where})" if self.where else "")


class StandInError(AssertionError):
    """Something that Twilio would have warned of or refused, and that the test did not allow."""

    def __init__(self, problems: list[Problem], transcript: str = "") -> None:
        self.problems = problems
        super().__init__("\n".join([*map(str, problems), *([transcript] if transcript else [])]))


class ScriptError(Exception):
    """What the script of the caller says does not fit what the call waits for."""


@attrs.define
class Problems:
    """Collects problems; those whose code is allowed are kept as well, but fail nothing."""

    allowed: frozenset[int] = frozenset()
    found: list[Problem] = attrs.field(factory=list)
    _raised: int = 0

    def add(self, problem: Problem) -> None:
        """Keeps a problem."""
        self.found.append(problem)

    def raise_new(self, transcript: str = "") -> None:
        """Raises StandInError for all that came since the last time and is not allowed."""
        new, self._raised = self.found[self._raised :], len(self.found)
        failures = [problem for problem in new if problem.code not in self.allowed]
        if failures:
            raise StandInError(failures, transcript)
