"""Reads a text with mistakes: tries the known repairs, and else sets aside what does not fit."""

from __future__ import annotations

import attrs

from flowc.diagnostics import Diagnostic
from flowc.source import Source
from flowc.syntax.findings import MAX_FINDINGS
from flowc.syntax.grammar import Grammar
from flowc.syntax.literals import literal_problems
from flowc.syntax.nodes import BROKEN, File, Token, tokens
from flowc.syntax.reader import END
from flowc.syntax.recovery.braces import balance_braces
from flowc.syntax.recovery.brackets import balance_brackets
from flowc.syntax.recovery.expected import two_statements, unexpected
from flowc.syntax.recovery.foreign import read_foreign
from flowc.syntax.recovery.known import ALWAYS, MISFITS
from flowc.syntax.recovery.stream import BRACKETS, CLOSING_BRACKETS, GAPS, Stream, added, broken, terminal_of
from flowc.syntax.recovery.texts import end_texts

# How many tokens must fit for a place to count as sound: the known mistakes are seen within as many.
_WINDOW = 3
_LONGEST_WINDOW = 12
_PROBE = 100
_MAX_REPAIRS_AT_A_PLACE = 3

# Not all that is set aside is reported: a line has one finding.
_MAX_SET_ASIDE = 5000

_HARD_BORDERS = GAPS | {"SEMICOLON", END}
_BORDERS = _HARD_BORDERS | {"LEFT_BRACE", "RIGHT_BRACE", "ARROW"}
_NEVER_IN_BRACKETS = frozenset({"LEFT_BRACE", "RIGHT_BRACE", "SEMICOLON", "ARROW"})
_BORDERS_IN_BRACKETS = CLOSING_BRACKETS | {"COMMA"}
_OPENING = frozenset(BRACKETS) | {"LEFT_BRACE"}
_CLOSING = CLOSING_BRACKETS | {"RIGHT_BRACE"}
_STARTS = frozenset({"WORD", "STRING", "LONG_STRING", "NUMBER", "UNQUOTED", "ARROW"})

# What may be added behind a broken part so that the text goes on: `else` wants something to do.
_FILLERS: tuple[tuple[str, ...], ...] = ((), ("ARROW", "WORD"))


@attrs.frozen
class Mended:
    """The tree of a text with mistakes; no tree where there are too many of them."""

    file: File | None
    problems: tuple[Diagnostic, ...]


def mend(source: Source, grammar: Grammar, every: list[Token]) -> Mended:
    """Reads a text that does not fit the grammar, of which these are all tokens."""
    every, problems = read_foreign(source, grammar, end_texts(source, grammar, every))
    for balance in (balance_brackets, balance_braces):
        every, found = balance(source, every)
        problems += found
        if len(problems) > MAX_FINDINGS:
            return Mended(None, _in_order(problems))
    recovery = _Recovery(Stream.of(source, grammar, every), problems)
    file = recovery.read()
    return Mended(file, _in_order(recovery.problems))


def _in_order(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The problems by place; of those that begin at one place only the first."""
    found: dict[int, Diagnostic] = {}
    for problem in problems:
        found.setdefault(problem.span.start, problem)
    return tuple(found[start] for start in sorted(found))[:MAX_FINDINGS]


class _Recovery:
    """One reading of a text with mistakes."""

    def __init__(self, stream: Stream, problems: list[Diagnostic]) -> None:
        self.stream = stream
        self.problems = problems
        self._repairs = 0
        self._sound = 0  # how many of the next tokens are known to fit
        self._meets_misfit = False  # behind those that are known to fit
        self._set_aside_count = 0
        self._is_reported = False  # so that one mistake makes no second in the same line

    def read(self) -> File | None:
        """The tree of the whole text."""
        stream = self.stream
        while len(self.problems) <= MAX_FINDINGS and self._set_aside_count <= _MAX_SET_ASIDE:
            token = stream.peek()
            if self._repair():
                continue
            if self._sound or stream.fits(terminal_of(token)):
                self._take()
                if token.type == END:
                    return File(stream.reader.result, token)
            elif not self._set_aside():
                return None
        return None

    def _take(self) -> None:
        token = self.stream.take()
        self.stream.reader.feed(terminal_of(token), token)
        self.problems += literal_problems(self.stream.source, token)
        self._repairs = 0
        self._sound = max(0, self._sound - 1)
        if token.type in _BORDERS:
            self._is_reported = False

    def _add(self, token: Token) -> None:
        """Reads a token that the text does not hold."""
        self._sound = 0
        self.stream.note(token)
        self.stream.reader.feed(terminal_of(token), token)

    def _is_sound(self) -> bool:
        """Whether the tokens within the window fit."""
        if self._sound < _LONGEST_WINDOW and not (self._sound and self._meets_misfit):
            kinds = self.stream.kinds(_PROBE)
            self._sound = self.stream.reader.reach(kinds)
            self._meets_misfit = self._sound < len(kinds)
        return self._sound >= _LONGEST_WINDOW or self._sound >= len(self.stream.window(_WINDOW, _LONGEST_WINDOW))

    def _repair(self) -> bool:
        """Mends the known mistake that comes next, if one does."""
        if self._repairs >= _MAX_REPAIRS_AT_A_PLACE:
            return False
        stream = self.stream
        finders = ALWAYS if self._is_sound() else ALWAYS + MISFITS
        for find in finders:
            repair = find(stream)
            if repair is not None:
                stream.replace(repair.count, repair.tokens)
                self.problems += [repair.problem] if repair.problem else []
                self._repairs += 1
                self._sound = 0
                return True
        return False

    def _set_aside(self) -> bool:
        """Goes on behind what does not fit; false if the text cannot be read on at all."""
        stream = self.stream
        self._set_aside_count += 1
        if not stream.fits("WORD"):
            if not stream.fits("SEMICOLON"):
                return self._drop_statement(0)
            if self._begins_statement():
                self._report(two_statements(stream))
                self._add(added("SEMICOLON", stream.position))
                return True
            self._report(unexpected(stream))
            self._add(added("SEMICOLON", stream.position))
        else:
            self._report(unexpected(stream))
        count, filler = self._border()
        if filler is None:
            return self._drop_statement(count)
        self._add(broken(self._swallow(count), stream.position))
        for kind in filler:
            self._add(added("ARROW", stream.position) if kind == "ARROW" else broken((), stream.position))
        return True

    def _report(self, problem: Diagnostic) -> None:
        if not self._is_reported:
            self.problems.append(problem)
        self._is_reported = True

    def _begins_statement(self) -> bool:
        """Whether what comes behind a whole statement is another, and not a word too many."""
        stream = self.stream
        token = stream.peek()
        if token.type not in _STARTS or not stream.fits("SEMICOLON", token.type):
            return False
        is_alone = stream.peek(1).type in _HARD_BORDERS | {"RIGHT_BRACE"}
        return not (is_alone and stream.last(2) in ("ARROW", "EQUALS"))

    def _border(self) -> tuple[int, tuple[str, ...] | None]:
        """How far ahead reading can go on, and what must be added there; none where it cannot."""
        stream = self.stream
        borders = _BORDERS_IN_BRACKETS if stream.brackets else _BORDERS
        distance = depth = 0
        while True:
            kind = terminal_of(stream.peek(distance))
            if not depth and kind in borders:
                for filler in _FILLERS:
                    if stream.fits("WORD", *filler, kind):
                        return distance, filler
            if kind == END or (not depth and kind in (_NEVER_IN_BRACKETS if stream.brackets else _HARD_BORDERS)):
                return distance, None
            depth = max(0, depth + (kind in _OPENING) - (kind in _CLOSING))
            distance += 1

    def _swallow(self, count: int) -> list[Token]:
        swallowed = self.stream.ahead(0, count)
        self.stream.replace(count, ())
        self._sound = 0
        self._repairs = 0 if count else self._repairs
        return swallowed

    def _drop_statement(self, count: int) -> bool:
        """Puts one broken token in the place of a whole statement and the next tokens."""
        stream = self.stream
        start = None
        while (value := stream.reader.drop()) is not None:
            start = _start_of(value) or start
        border = stream.peek(count)
        if not stream.fits("WORD", terminal_of(border)):
            if border.type == END:
                return False
            count += 1
        swallowed = self._swallow(count)
        first = start or (swallowed[0] if swallowed else None)
        if first is None or not stream.fits("WORD"):
            return False
        text = stream.source.text[first.start : swallowed[-1].end if swallowed else stream.position]
        stream.brackets = 0
        self._add(Token(BROKEN, text, first.start, first.leading))
        return True


def _start_of(value: object) -> Token | None:
    """The first token of what the automaton holds: a node, or several; none where it has read nothing."""
    nodes = value if isinstance(value, list | tuple) else (value,)
    return next((token for node in nodes for token in tokens(node)), None)
