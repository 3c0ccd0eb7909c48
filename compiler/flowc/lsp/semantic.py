"""What each word of a flow is, for its colour: told by what it stands for, where that is known."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from lsprotocol import types

from flowc.language import BODY_STATEMENTS, ELSE, END, EXIT, FILE_STATEMENTS, NEXT, OUTPUT
from flowc.lsp.positions import Positions
from flowc.script.words import LINES
from flowc.source import Source
from flowc.symbols import FileSymbols, Index, Kind, Role, Symbol
from flowc.symbols.lines import Line
from flowc.syntax.nodes import Arrow, Statement, Token, tokens
from flowc.syntax.strings import STRING_TYPES
from flowc.vocabulary.widget import Option

Types = types.SemanticTokenTypes
Modifiers = types.SemanticTokenModifiers

LEGEND = types.SemanticTokensLegend(
    token_types=[
        *(Types.Namespace, Types.Function, Types.Macro, Types.Keyword, Types.Variable, Types.Parameter),
        *(Types.Property, Types.EnumMember, Types.Event, Types.String, Types.Number, Types.Comment, Types.Operator),
    ],
    token_modifiers=[Modifiers.Declaration, Modifiers.Readonly, Modifiers.Deprecated, Modifiers.DefaultLibrary],
)
_NUMBERS = frozenset({"NUMBER", "DURATION", "PHONE"})
_COMMENTS = frozenset({"COMMENT", "DOC_COMMENT"})
_STRINGS = frozenset({*STRING_TYPES, "BROKEN_STRING"})
_OF_KINDS = {
    Kind.SECTION: Types.Namespace,
    Kind.MODULE: Types.Namespace,
    Kind.LABEL: Types.Variable,
    Kind.BLOCK: Types.Macro,
    Kind.VERB: Types.Function,
    Kind.PARAMETER: Types.Parameter,
    Kind.PARAM: Types.Variable,
    Kind.CONST: Types.Variable,
    Kind.OPTION: Types.Property,
    Kind.OUTPUT: Types.Property,
    Kind.EXIT: Types.EnumMember,
    Kind.ENTRY: Types.Event,
}
_OF_ROLES = {
    Role.VERB: Types.Function,
    Role.TARGET: Types.Variable,
    Role.VALUE: Types.Variable,
    Role.LABEL: Types.Variable,
    Role.OUTPUT: Types.Property,
    Role.OPTION: Types.Property,
    Role.EXIT: Types.EnumMember,
    Role.ENTRY: Types.Event,
    Role.MODULE: Types.Namespace,
}


@attrs.frozen
class Colour:
    """A stretch of a text with what it is."""

    start: int
    end: int
    type: Types
    modifiers: tuple[Modifiers, ...] = ()


def colours(index: Index, file: FileSymbols) -> list[Colour]:
    """All that is coloured in a file, in its order; no two overlap."""
    names = {one.start: one for one in (*_definitions(file), *_references(index, file), *_words(file))}
    found: list[Colour] = []
    for token in tokens(file.file):
        if token.type in _COMMENTS:
            found.append(Colour(token.start, token.end, Types.Comment))
        elif token.type in _NUMBERS:
            found.append(Colour(token.start, token.end, Types.Number))
        elif token.type == "ARROW":
            found.append(Colour(token.start, token.end, Types.Operator))
        elif token.type in _STRINGS:
            found += _string(token, names)
        else:
            found += _named(token, names)
    return found


def _string(token: Token, names: dict[int, Colour]) -> Iterator[Colour]:
    """A string with the names in its Liquid, or one that is a name itself."""
    start = token.start
    inside = sorted((names[at] for at in range(token.start, token.end) if at in names), key=lambda one: one.start)
    for one in inside:
        if one.end > token.end or one.start < start:
            continue
        if one.start > start:
            yield Colour(start, one.start, Types.String)
        yield one
        start = one.end
    if start < token.end:
        yield Colour(start, token.end, Types.String)


def _named(token: Token, names: dict[int, Colour]) -> Iterator[Colour]:
    """The names in a word: `label.output` holds two."""
    at = token.start
    while at < token.end:
        one = names.get(at)
        if one is not None and one.end <= token.end:
            yield one
            at = one.end + 1
            continue
        dot = token.text.find(".", at - token.start)
        at = token.start + dot + 1 if dot >= 0 else token.end


def _definitions(file: FileSymbols) -> Iterator[Colour]:
    for symbol in file.all():
        if symbol.kind in (Kind.FLOW, Kind.ENTRY):
            continue
        yield Colour(
            symbol.place.start, symbol.place.end, _OF_KINDS[symbol.kind], (Modifiers.Declaration, *_modifiers(symbol))
        )


def _references(index: Index, file: FileSymbols) -> Iterator[Colour]:
    for one in file.references:
        symbol = index.resolve(file.source.path, one)
        kind = _OF_ROLES[one.role] if symbol is None or one.role is Role.ENTRY else _OF_KINDS[symbol.kind]
        yield Colour(one.place.start, one.place.end, kind, _modifiers(symbol) if symbol is not None else ())


def _modifiers(symbol: Symbol) -> tuple[Modifiers, ...]:
    found = [Modifiers.Readonly] if symbol.kind in (Kind.CONST, Kind.PARAM, Kind.PARAMETER) else []
    declared = symbol.declared
    retired = declared[0].deprecated if isinstance(declared, tuple) else ""
    if retired or (isinstance(declared, Option) and declared.deprecated):
        found.append(Modifiers.Deprecated)
    if symbol.place.source.path.startswith("stdlib/"):
        found.append(Modifiers.DefaultLibrary)
    return tuple(found)


def _words(file: FileSymbols) -> Iterator[Colour]:
    """The words that the language itself defines."""
    for placed in file.lines:
        item = placed.item
        if not isinstance(item, Statement):
            continue
        head = item.head
        if head is not None and _is_keyword(head, placed.line):
            yield Colour(head.start, head.end, Types.Keyword)
        for branch in item.elses:
            yield Colour(branch.keyword.start, branch.keyword.end, Types.Keyword)
            if isinstance(branch.body, Arrow):
                yield from _target(branch.body)
        if item.arrow is not None:
            yield from _target(item.arrow)


def _is_keyword(head: Token, line: Line) -> bool:
    if head.type == "ELSE":
        return True
    words = {
        Line.FILE: FILE_STATEMENTS,
        Line.BODY: BODY_STATEMENTS,
        Line.DECLARED: (EXIT, OUTPUT),
        Line.CASE: (ELSE,),
        Line.TEST: LINES,
    }
    return head.text in words.get(line, ())


def _target(arrow: Arrow) -> Iterator[Colour]:
    if arrow.target.type == "WORD" and arrow.target.text in (NEXT, END):
        yield Colour(arrow.target.start, arrow.target.end, Types.Keyword)


def encoded(found: list[Colour], source: Source, positions: Positions) -> list[int]:
    """Colours as the protocol sends them: five numbers each, the places relative to the one before.

    One that covers several lines is sent line by line, since not every client takes it otherwise.
    """
    data: list[int] = []
    before = types.Position(0, 0)
    for one in found:
        for start, end in _lines(source, one.start, one.end):
            place = positions.position(source, start)
            same = place.line == before.line
            data += (
                place.line - before.line,
                place.character - (before.character if same else 0),
                positions.length(source.text[start:end]),
                LEGEND.token_types.index(one.type),
                sum(1 << LEGEND.token_modifiers.index(modifier) for modifier in one.modifiers),
            )
            before = place
    return data


def _lines(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a stretch that stand on one line each, without the line ends."""
    line = source.position(start)[0]
    while start < end:
        border = source.line_starts[line] if line < len(source.line_starts) else len(source.text)
        stop = min(end, border)
        shown = len(source.text[start:stop].rstrip("\r\n"))
        if shown:
            yield start, start + shown
        start, line = stop, line + 1
