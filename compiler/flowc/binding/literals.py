"""Reads a single token as a value of an option's type."""

from __future__ import annotations

from flowc.binding.context import NOTHING, REPORTED, Context, Nothing, Read, is_word, shortened, text_of
from flowc.binding.numbers import read_number_token
from flowc.binding.texts import read_liquid, read_text_token
from flowc.binding.wanted import example, wanted
from flowc.syntax.nodes import Token
from flowc.syntax.strings import STRING_TYPES
from flowc.vocabulary.types import NUMBER_KINDS, TEXT_KINDS, Encoding, Kind
from flowc.vocabulary.widget import Option

SWITCH_WORDS = {"on": True, "true": True, "off": False, "false": False}


def read_token(context: Context, token: Token, option: Option) -> Read:
    """The JSON value of a token for an option, or NOTHING after reporting why there is none."""
    if token.type in REPORTED or (is_word(token) and context.is_open(token.text)):
        return NOTHING
    alternative = option.type.alternative(text_of(token))
    if alternative is not None:
        return alternative.value
    kind = option.type.kind
    if kind is Kind.ENUMERATION:
        return _enumeration(context, token, option)
    if kind is Kind.SWITCH:
        return _switch(context, token, option)
    if kind in NUMBER_KINDS:
        return read_number_token(context, token, option)
    if kind is Kind.SET:
        return _set(context, token, option)
    if kind in TEXT_KINDS or (kind is Kind.LIST and option.encoding is not Encoding.NATURAL):
        return read_text_token(context, token, option)
    return _collection(context, token, option)


def report_no_value(context: Context, token: Token, option: Option, words: tuple[str, ...]) -> Nothing:
    """Reports a word or a text that is not among the values of an option."""
    context.report_unknown(
        "FLW202",
        f"`{shortened(text_of(token))}` is no value of `{option.name}`",
        token,
        words,
        "values",
        label="not one of the values",
    )
    return NOTHING


def _enumeration(context: Context, token: Token, option: Option) -> Read:
    free = read_liquid(context, token, option)
    if free is not None:
        return free
    if token.type in STRING_TYPES and option.open:
        return text_of(token)
    return report_no_value(context, token, option, option.type.words)


def _switch(context: Context, token: Token, option: Option) -> Read:
    natural = option.encoding is Encoding.NATURAL
    word = text_of(token)
    quoted = token.type in STRING_TYPES
    if word in SWITCH_WORDS and not (quoted and natural):
        value = SWITCH_WORDS[word]
        return value if natural else str(value).lower()
    free = read_liquid(context, token, option)
    if free is not None:
        return free
    context.report(
        "FLW201",
        f"`{option.name}` wants {wanted(option.type)}",
        token,
        label="in quotes" if word in SWITCH_WORDS else "none of these",
        help=f"write `{word}`, without quotes"
        if word in SWITCH_WORDS
        else f"write `{option.name} = on` or `{option.name} = off`",
    )
    return NOTHING


def _set(context: Context, token: Token, option: Option) -> Read:
    """One member of a set, or a text that lists them as the JSON does."""
    assert option.type.element is not None
    element = option.type.element
    one = element.alternative(text_of(token))
    if one is not None:
        return [one.value] if option.encoding is Encoding.NATURAL else one.value
    free = read_liquid(context, token, option)
    if free is not None:
        return free
    if token.type in STRING_TYPES and option.encoding is not Encoding.NATURAL:
        text = text_of(token)
        members = text.split() if option.encoding is Encoding.SPACES else [part.strip() for part in text.split(",")]
        wrong = next((member for member in members if element.alternative(member) is None), None)
        if members and wrong is None:
            return text
    return report_no_value(context, token, option, element.words)


def _collection(context: Context, token: Token, option: Option) -> Read:
    """A single token where a list, a record or pairs are wanted."""
    free = read_liquid(context, token, option) if token.type in STRING_TYPES else None
    if free is not None:
        return free
    constructor = option.type.constructor
    is_block = option.type.kind in (Kind.PAIRS, Kind.RECORD) and not constructor
    written = f"{option.name} {{ … }}" if is_block else f"{option.name} = {example(option)}"
    if constructor:
        written = f"{constructor}(…)"
    context.report(
        "FLW201",
        f"`{option.name}` wants {wanted(option.type)}",
        token,
        label="a single value",
        help=f"write `{written}`" + (" in the block of the statement" if is_block else ""),
    )
    return NOTHING
