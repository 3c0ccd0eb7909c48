"""What the caller does next: a list, rules over what was heard, or a function."""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable, Callable, Sequence

import attrs
from tests.twilio.caller.actions import Action, HangUp, Press, Speak
from tests.twilio.problems import ScriptError


@attrs.frozen
class Situation:
    """What a caller knows when something is awaited: the verb that waits, and what was heard since the last time."""

    verb: str
    heard: tuple[str, ...]
    at: float
    call_sid: str

    @property
    def text(self) -> str:
        """All that was heard, in one line."""
        return " ".join(self.heard)


Decide = Callable[[Situation], Action | Awaitable[Action]]
Script = Sequence[Action] | Decide


@attrs.define
class Rules:
    """A script of pairs: a pattern, and what is done where it is in what was heard; the first that fits counts."""

    pairs: Sequence[tuple[str, Action]]

    def __call__(self, situation: Situation) -> Action:
        """The action for what was heard.

        Raises:
            ScriptError: where no pattern fits.
        """
        for pattern, action in self.pairs:
            if re.search(pattern, situation.text):
                return action
        raise ScriptError(f"no rule is for what was heard before {situation.verb}: {situation.text!r}")


@attrs.define
class Reader:
    """Reads a script, action by action."""

    script: Script
    _read: int = 0

    async def next(self, situation: Situation) -> Action:
        """What the caller does now.

        Raises:
            ScriptError: where the script is at its end.
        """
        if callable(self.script):
            decided = self.script(situation)
            return await decided if inspect.isawaitable(decided) else decided
        if self._read == len(self.script):
            raise ScriptError(f"it is at its end, and {situation.verb} waits after {situation.text!r}")
        self._read += 1
        return self.script[self._read - 1]

    def interrupts(self, words: str) -> Action | None:
        """The next action of a list, where it is one that is done during these words (or this verb)."""
        action = self._peek()
        if isinstance(action, HangUp | Press | Speak) and action.during is not None and action.during in words:
            self._read += 1
            return action
        return None

    def unread(self) -> Sequence[Action]:
        """What is left of a list."""
        return () if callable(self.script) else self.script[self._read :]

    def _peek(self) -> Action | None:
        left = self.unread()
        return left[0] if left else None
