"""Reads tokens as texts: names, URLs, SIDs and whatever else is a string in the JSON."""

from __future__ import annotations

import re

from flowc.binding.context import NOTHING, Context, Nothing, Read, is_word, shortened, text_of
from flowc.binding.references import read_reference, reference, report_unread_word
from flowc.binding.wanted import example
from flowc.diagnostics import Fix, Note, Severity
from flowc.diagnostics.suggest import did_you_mean
from flowc.syntax.nodes import Token
from flowc.syntax.strings import STRING_TYPES, encode
from flowc.vocabulary.types import NAME_KINDS, Kind
from flowc.vocabulary.widget import Option

_TEMPLATE = re.compile(r"\{\{|\{%")
_SPELLED = frozenset({"NUMBER", "PHONE"})


def is_template(text: str) -> bool:
    """Whether a text holds Liquid."""
    return _TEMPLATE.search(text) is not None


def is_terraform(text: str) -> bool:
    """Whether a text holds a `${…}` that Terraform fills in, so that nothing can be said of it."""
    return "${" in text


def read_text_token(context: Context, token: Token, option: Option) -> Read:
    """The text that a token means for an option that takes texts."""
    if token.type in STRING_TYPES or token.type in _SPELLED:
        return _checked(context, token, option, text_of(token))
    if not is_word(token):
        return _unquoted(context, token)
    if option.type.kind in NAME_KINDS:
        return _name(context, token, option)
    liquid = read_reference(context, token)
    if isinstance(liquid, str):
        return liquid if option.liquid else report_liquid(context, token, option)
    if liquid is None:
        _report_word(context, token, option)
    return NOTHING


def read_liquid(context: Context, token: Token, option: Option) -> Read | None:
    """Liquid or `${…}` in a place that wants another kind of value; None for anything else."""
    if token.type in STRING_TYPES:
        text = text_of(token)
        if is_terraform(text) or (option.liquid and is_template(text)):
            return text
        return report_liquid(context, token, option) if is_template(text) else None
    if is_word(token):
        liquid = read_reference(context, token)
        if isinstance(liquid, str) and not option.liquid:
            return report_liquid(context, token, option)
        return liquid
    return None


def report_liquid(context: Context, token: Token, option: Option) -> Nothing:
    """Reports Liquid in a property that Studio does not render."""
    context.report(
        "FLW213",
        f"`{option.name}` takes no Liquid",
        token,
        label="Studio does not render this property",
        why="Twilio would get the braces themselves",
        help=f"write the value itself, as `{option.name} = {example(option)}`",
    )
    return NOTHING


def _name(context: Context, token: Token, option: Option) -> Read:
    """A word where a name is wanted: it is that name, even where it looks like a reference."""
    liquid = reference(context, token)
    value = _checked(context, token, option, token.text)
    if liquid is not None and not isinstance(value, Nothing):
        context.report(
            "FLW208",
            f"`{shortened(token.text)}` is the text itself here, not a reference",
            token,
            label=f"`{option.name}` takes a bare word as it is",
            help=f'write `"{liquid}"` for what it refers to, or `{encode(token.text)}` for the text',
            severity=Severity.WARNING,
        )
    return value


def _report_word(context: Context, token: Token, option: Option) -> None:
    """A bare word that is neither a reference nor one of the option's own words."""
    near = did_you_mean(token.text, option.type.words)
    if near is None or context.is_open(token.text):
        report_unread_word(context, token)
        return
    context.report_unknown(
        "FLW202",
        f"`{token.text}` is no value of `{option.name}`",
        token,
        option.type.words,
        "values",
        label="not one of the values",
    )


def _unquoted(context: Context, token: Token) -> Nothing:
    quoted = encode(token.text)
    context.report(
        "FLW208",
        "a text needs quotes",
        token,
        label="not a text",
        help=f"write `{quoted}`",
        fixes=(Fix("put it in quotes", context.span(token), quoted, safe=False),),
    )
    return NOTHING


def _checked(context: Context, token: Token, option: Option, text: str) -> Read:
    """A text, if it has the form that the option wants."""
    if is_terraform(text):
        return text
    if is_template(text) and not option.liquid:
        return report_liquid(context, token, option)
    # Twilio measures the text of the definition, its Liquid included.
    if option.max_length is not None and len(text) > option.max_length:
        context.report(
            "FLW203",
            f"`{option.name}` is too long",
            token,
            label=f"{len(text):,} characters; Twilio takes {option.max_length:,}",
        )
        return NOTHING
    if is_template(text):
        return text
    pattern = option.pattern or (rf"^{option.type.prefix}[0-9a-fA-F]{{32}}$" if option.type.prefix else "")
    if not re.search(pattern, text):
        _report_form(context, token, option, text, pattern)
        return NOTHING
    return text


def _report_form(context: Context, token: Token, option: Option, text: str, pattern: str) -> None:
    kind = option.type.kind
    liquid = reference(context, token) if is_word(token) and option.liquid else None
    if liquid is not None:
        advice = f'write `"{liquid}"` for what it refers to'
    elif option.type.prefix:
        advice = f"a SID is `{option.type.prefix}` and 32 hexadecimal digits"
    elif kind is Kind.KEY:
        advice = 'write one key: a digit, `"#"` or `"*"`'
    else:
        advice = f"it must match `{pattern}`"
    documentation = option.documentation.split("\n", maxsplit=1)[0] if advice.endswith(f"`{pattern}`") else ""
    context.report(
        "FLW211",
        f"`{option.name}` does not take `{shortened(text)}`",
        token,
        label="not of the form that is wanted",
        notes=(Note(f"`{option.name}`: {documentation}"),) if documentation else (),
        help=advice,
    )
