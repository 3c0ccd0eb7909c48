"""Checks a text, and shows what the rules found in the short forms that tests compare."""

from __future__ import annotations

from tests.asked import asked

from flowc.compile import check
from flowc.diagnostics import Diagnostic
from flowc.vocabulary import Vocabulary

# The flows of most tests say nothing of failures, ask for messages without a word, record without a notice, and
# branch on variables that nothing sets; the tests of these findings ask for them themselves.
_UNASKED = ("FLW405", "FLW307", "FLW507", "FLW601")

Short = tuple[str, str, int]


def findings(text: str, vocabulary: Vocabulary | None = None) -> list[Diagnostic]:
    """What is found in a text, in the order of the source, but for what most tests do not ask for."""
    return [item for item in asked(check(text, vocabulary=vocabulary).diagnostics) if item.code not in _UNASKED]


def short(text: str, vocabulary: Vocabulary | None = None) -> list[Short]:
    """The code, the severity and the line of what `findings` finds."""
    return [(item.code, item.severity.value, item.span.line) for item in findings(text, vocabulary)]


def only(text: str, vocabulary: Vocabulary | None = None) -> Diagnostic:
    """The one finding of a text."""
    (found,) = findings(text, vocabulary)
    return found


def trail(finding: Diagnostic) -> list[tuple[str, int | None]]:
    """The notes of a finding with their lines."""
    return [(note.message, note.span.line if note.span else None) for note in finding.notes]
