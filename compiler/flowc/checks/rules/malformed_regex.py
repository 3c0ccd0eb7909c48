r"""A regular expression that cannot be read, or that stands between slashes.

Only what every kind of regular expressions refuses is told, such as a bracket without its other half.

## Why

Studio does not look at it when the flow is published.
On the call such a case matches nothing, and the flow goes on as if the caller had said something else.
Slashes around it are part of the text that is looked for.

## Bad

```flow
on message {
  split trigger.message.Body {
    regex "(yes|yep" -> agreed
    else             -> end
  }
}

section agreed {
  send "Thank you." { failed -> end }
}
```

```flow
on message {
  split trigger.message.Body {
    regex "/[0-9]{5}/" -> code
    else               -> end
  }
}

section code {
  send "Thank you." { failed -> end }
}
```

## Good

```flow
on message {
  split trigger.message.Body {
    regex "(yes|yep)" -> agreed
    regex "[0-9]{5}"  -> agreed
    else              -> end
  }
}

section agreed {
  send "Thank you." { failed -> end }
}
```

## Fix

Close what is open, and write `\\(` for a bracket that is meant: a flow has two backslashes for one.

## Source

[Split Based On…](https://www.twilio.com/docs/studio/widget-library/split-based-on)
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

import attrs

from flowc.binding.context import shortened
from flowc.checks.analyses.written import is_fixed
from flowc.checks.facts import Facts
from flowc.checks.trail import inside
from flowc.diagnostics import Diagnostic, Fix, Note
from flowc.diagnostics.finding import finding
from flowc.graph.flow import Exit, State
from flowc.source import Span
from flowc.syntax.places import place_within

CODE = "FLW225"

_PREDICATE = "regex"
_SLASHES = re.compile(r"/(.*)/[a-z]*", re.DOTALL)
# What Python says, and what it means. Its other complaints are about things that Java reads differently.
_SURE = (
    ("missing ), unterminated subpattern", "this bracket is never closed", "write `\\\\(` for the character itself"),
    ("unbalanced parenthesis", "closes no bracket", "write `\\\\)` for the character itself"),
    ("unterminated character set", "this bracket is never closed", "write `\\\\[` for the character itself"),
    ("nothing to repeat", "nothing stands before it that could be repeated", "write `\\\\{}` for the character itself"),
    ("multiple repeat", "it is repeated already", "write `\\\\{}` for the character itself"),
    ("bad character range", "the range ends before it begins", "write the smaller one first"),
    ("min repeat greater than max repeat", "the first number is the greater one", "write the smaller one first"),
    (
        "bad escape (end of pattern)",
        "this backslash stands before nothing",
        "write `\\\\\\\\` for the character itself",
    ),
)
# What stands between `\Q` and `\E` is quoted, and sets may hold sets: Python knows neither.
_QUOTED = re.compile(r"\\[QE]|&&|\[[^\]]*\[")
# In Java an anchor may be repeated, and to some a `{` is itself where there is nothing to repeat.
_ANCHOR = re.compile(r"(?:\^|\$|\\[bBAZz])\Z")


@attrs.frozen
class _Wrong:
    """What is wrong with a part of an expression, and what to write instead of the whole where that is known."""

    start: int
    end: int
    label: str
    help: str
    instead: str | None = None


def check(facts: Facts) -> Iterator[Diagnostic]:
    """One finding for each expression."""
    told: set[tuple[Span, str]] = set()
    for state in facts.flow.states:
        for exit_ in state.exits:
            for condition in exit_.conditions:
                if condition.type != _PREDICATE or not is_fixed(condition.value):
                    continue
                key = exit_.span, condition.value
                wrong = _wrong(condition.value) if key not in told else None
                told.add(key)
                if wrong is not None:
                    yield _finding(state, exit_, condition.value, wrong)


def _finding(state: State, exit_: Exit, pattern: str, wrong: _Wrong) -> Diagnostic:
    place = state.place if state.uses else place_within(exit_.span, pattern, wrong.start, wrong.end)
    own = (Note("this case in the block", exit_.span),) if state.uses else ()
    whole = place_within(exit_.span, pattern, 0, len(pattern))
    exact = wrong.instead is not None and not state.uses and whole.text == pattern
    return finding(
        CODE,
        f"`{shortened(pattern)}` never matches what it is meant for"
        if wrong.instead
        else f"`{shortened(pattern)}` is no regular expression",
        place,
        label=wrong.label,
        notes=(*inside(state), *own),
        why="Studio publishes it all the same, and nothing matches it",
        help=wrong.help,
        fixes=(Fix("remove the slashes", whole, wrong.instead, safe=False),) if exact and wrong.instead else (),
        url=state.widget.link if state.widget else "",
    )


def _wrong(pattern: str) -> _Wrong | None:
    slashed = _SLASHES.fullmatch(pattern)
    if slashed is not None and slashed[1]:
        return _Wrong(0, len(pattern), "the slashes are part of it", f"write `{shortened(slashed[1])}`", slashed[1])
    if _QUOTED.search(pattern):
        return None
    error = _error(pattern)
    if error is None or error.pos is None:
        return None
    start = min(error.pos, len(pattern) - 1)
    if error.msg.endswith(" repeat") and (_ANCHOR.search(pattern[:start]) or pattern[start] == "{"):
        return None
    for beginning, label, advice in _SURE:
        if error.msg.startswith(beginning):
            return _Wrong(start, start + 1, label, advice.format(pattern[start]))
    return None


def _error(pattern: str) -> re.error | None:
    """Why Python does not read an expression."""
    with warnings.catch_warnings():
        # It warns of what it may read differently some day.
        warnings.simplefilter("ignore")
        try:
            re.compile(pattern)
        except re.error as error:
            return error
        except (OverflowError, RecursionError):
            return None
    return None
