"""Signature help: which arguments a verb takes, and which of them is being written."""

from __future__ import annotations

from lsprotocol import types

from flowc.language import MENU, PROMPT_VERB
from flowc.lsp.cursor import Cursor, cursor_at
from flowc.lsp.server import FlowServer
from flowc.symbols.lines import Line
from flowc.syntax.nodes import Token
from flowc.vocabulary.spelling import spell_type
from flowc.vocabulary.types import Kind
from flowc.vocabulary.widget import Option, Verb, Widget, hold

_WORDS = frozenset({"WORD", "NUMBER", "STRING", "LONG_STRING", "DURATION", "PHONE"})


def register(server: FlowServer) -> None:
    """Registers the feature."""

    @server.feature(types.TEXT_DOCUMENT_SIGNATURE_HELP, types.SignatureHelpOptions(trigger_characters=[" "]))
    def help_(params: types.SignatureHelpParams) -> types.SignatureHelp | None:
        place = server.place(params.text_document, params.position)
        source = server.flows.source(place[0]) if place is not None else None
        if place is None or source is None:
            return None
        cursor = cursor_at(source.text, place[1])
        words = _statement(cursor)
        if not words or cursor.line is not Line.BODY:
            return None
        verb = PROMPT_VERB if words[0].text == MENU else words[0].text
        declared = server.flows.names(place[0]).declaration(place[0], verb)
        return _help(words, *declared) if declared is not None else None


def _statement(cursor: Cursor) -> tuple[Token, ...]:
    """The tokens of the statement before the cursor, without its label."""
    before = cursor.before
    return before[2:] if len(before) > 1 and before[1].type == "COLON" else before


def _help(words: tuple[Token, ...], widget: Widget, verb: Verb) -> types.SignatureHelp | None:
    given = _given(words)
    options = [option for option in widget.options_of(verb) if option.positional]
    shown = _shown(options, given)
    if not shown:
        return None
    labels = [f"{option.name}: {spell_type(option.type)}" for option in shown]
    parameters = [
        types.ParameterInformation(label, types.MarkupContent(types.MarkupKind.Markdown, option.documentation))
        for label, option in zip(labels, shown, strict=True)
    ]
    signature = types.SignatureInformation(
        " ".join([words[0].text, *labels]),
        types.MarkupContent(types.MarkupKind.Markdown, verb.documentation or widget.documentation),
        parameters,
    )
    return types.SignatureHelp([signature], active_signature=0, active_parameter=min(len(given), len(shown) - 1))


def _given(words: tuple[Token, ...]) -> list[str]:
    """The arguments before the cursor that stand by their positions."""
    found = []
    for at, token in enumerate(words[1:], 1):
        is_named = words[at - 1].type == "EQUALS" or (at + 1 < len(words) and words[at + 1].type == "EQUALS")
        if token.type in _WORDS and not is_named:
            found.append(token.text)
    return found


def _shown(options: list[Option], given: list[str]) -> list[Option]:
    """The arguments that may stand there: which one comes second may be decided by the first."""
    decided = {}
    for option, word in zip(options, given, strict=False):
        alternative = option.type.alternative(word) if option.type.kind is Kind.ENUMERATION else None
        if alternative is not None:
            decided[option.property] = alternative.value
    return [option for option in options if not option.when or hold(option.when, decided)]
