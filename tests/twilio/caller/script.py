"""What the caller does next: a list of actions, rules over what was heard, or a function.

A function may stand in a list as well, for its turn; it may be a coroutine, and the clock stands until it has decided.
"""

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
Script = Sequence[Action | Decide] | Decide


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
        step = self.script if callable(self.script) else self._step(situation)
        if not callable(step):
            return step
        decided = step(situation)
        return await decided if inspect.isawaitable(decided) else decided

    def _step(self, situation: Situation) -> Action | Decide:
        assert not callable(self.script)
        if self._read == len(self.script):
            raise ScriptError(f"it is at its end, and {situation.verb} waits after {situation.text!r}")
        self._read += 1
        return self.script[self._read - 1]

    def interrupts(self, words: str) -> Action | None:
        """The next action of a list, where it is one that is done during these words (or this verb).

        A function that is an object may decide it too, by a method `interrupts`.
        """
        if callable(self.script):
            decide = getattr(self.script, "interrupts", None)
            return None if decide is None else decide(words)
        if self._read == len(self.script):
            return None
        action = self.script[self._read]
        if isinstance(action, HangUp | Press | Speak) and action.during is not None and action.during in words:
            self._read += 1
            return action
        return None
