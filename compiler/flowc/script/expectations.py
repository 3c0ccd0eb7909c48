"""What a test expects."""

from __future__ import annotations

from flowc.diagnostics.suggest import suggestion
from flowc.language import ROOTS, WIDGETS_ROOT
from flowc.play.happenings import Ending
from flowc.play.shared.deeds import DEEDS
from flowc.script.lines import (
    Avoids,
    Ends,
    Expectation,
    ExpectsDeed,
    ExpectsRecording,
    ExpectsValue,
    ExpectsWarning,
    Hears,
    Passes,
    Text,
)
from flowc.script.taken import Taken
from flowc.script.words import EXPECT, NO, RECEIVES, RECORDING, SWITCH, UNSET, WARNING
from flowc.syntax.nodes import Token

_ENDINGS = {ending.value.replace(" ", "-"): ending for ending in Ending}


def hears(line: Taken) -> Hears:
    """`hears "…"`, `hears contains "…"`, `receives regex "…"`. Raises MalformedError."""
    line.only(1, 2, f'{line.word} contains "…"')
    line.options_only()
    return Hears(line.expected(line.values), line.word == RECEIVES, line.span)


def passes(line: Taken) -> Passes:
    """`passes greeting, menu`. Raises MalformedError."""
    line.only(1, len(line.values), f"{line.word} greeting, menu")
    line.options_only()
    return Passes(line.names(), line.span)


def avoids(line: Taken) -> Avoids:
    """`avoids operator`. Raises MalformedError."""
    line.only(1, len(line.values), f"{line.word} operator")
    line.options_only()
    return Avoids(line.names(), line.span)


def ends(line: Taken) -> Ends:
    """`ends`, or `ends hung-up` and so on for other ends than that a branch is over. Raises MalformedError."""
    line.only(0, 1, line.word)
    line.options_only()
    if not line.values:
        return Ends(Ending.ENDED, line.span)
    word = line.text(line.values[0])
    if word not in _ENDINGS:
        raise line.refuse(f"no run ends as `{word}`", "not an end", suggestion(word, _ENDINGS, "ends"), line.values[0])
    return Ends(_ENDINGS[word], line.span)


def expect(line: Taken) -> Expectation:
    """A value, a deed, a recording or a warning that is expected. Raises MalformedError."""
    line.only(1, 4, f'{EXPECT} flow.variables.name "Ada"')
    subject = line.text(line.values[0])
    if "." in subject:
        return _value(line, subject)
    never = subject == NO
    if never:
        line.only(2, 3, f"{EXPECT} {NO} {DEEDS[0]}")
        subject = line.text(line.values[1])
    rest = line.values[2:] if never else line.values[1:]
    if subject == WARNING:
        return ExpectsWarning(_code(line, rest, never=never), never, line.span)
    if subject == RECORDING and rest and not never and line.text(rest[0]) in SWITCH:
        line.options_only()
        return ExpectsRecording(line.text(rest[0]) == SWITCH[0], line.span)
    if subject not in DEEDS or len(rest) > 1:
        advice = suggestion(subject, (*DEEDS, WARNING), "things that a flow does")
        help_ = advice or f"`{EXPECT}` names a variable with a `.`, or one of {', '.join(f'`{one}`' for one in DEEDS)}"
        raise line.refuse(f"`{EXPECT}` knows no `{subject}` like this", "not known", help_)
    return ExpectsDeed(subject, line.name(rest[0]) if rest else None, line.wanted(), never, line.span)


def _value(line: Taken, subject: str) -> ExpectsValue:
    """`expect flow.variables.name "Ada"`: the value of a reference, which may begin with the name of a step."""
    line.only(2, 3, f'{EXPECT} {subject} "…"')
    line.options_only()
    path = subject if subject.partition(".")[0] in ROOTS else f"{WIDGETS_ROOT}.{subject}"
    (first, *rest) = line.values[1:]
    if isinstance(first, Token) and first.type == "WORD" and first.text == UNSET and not rest:
        return ExpectsValue(path, Text("", UNSET), line.span)
    return ExpectsValue(path, line.expected(line.values[1:]), line.span)


def _code(line: Taken, rest: object, *, never: bool) -> int:
    """The code of a warning; 0 where none is given."""
    assert isinstance(rest, tuple)
    line.options_only()
    text = line.text(rest[0]) if rest else ""
    if text.isdecimal() or (not text and never):
        return int(text or 0)
    raise line.refuse("a warning has a code", "no code", f"for example `{EXPECT} {WARNING} 81016`")
