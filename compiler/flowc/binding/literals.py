"""The readings of a single token as a value of a type."""

from __future__ import annotations

import re
from fractions import Fraction

from flowc.binding.context import REPORTED, Context, is_word, shortened, text_of
from flowc.binding.references import reference, report_unread_word
from flowc.diagnostics import Fix
from flowc.diagnostics.suggest import did_you_mean, suggestion
from flowc.syntax.nodes import Token
from flowc.syntax.strings import STRING_TYPES, encode
from flowc.vocabulary.types import NAME_KINDS, NUMBER_KINDS, TEXT_KINDS, Encoding, Kind
from flowc.vocabulary.widget import Json, Option

SWITCH_WORDS = {"on": True, "true": True, "off": False, "false": False}
_UNITS = {"ms": Fraction(1, 1000), "s": Fraction(1), "m": Fraction(60), "h": Fraction(3600)}
_SPELLED = frozenset({"NUMBER", "PHONE"})
_TEMPLATE = re.compile(r"\{\{|\{%")


class _Nothing:
    """Stands for a value that could not be read; the reason has been reported."""


NOTHING = _Nothing()
Read = Json | _Nothing


def is_template(text: str) -> bool:
    """Whether a text holds Liquid."""
    return _TEMPLATE.search(text) is not None


def is_free(text: str, option: Option) -> bool:
    """Whether a text is beyond checking: Liquid where Studio renders it, or Terraform's `${…}`."""
    return "${" in text or (option.liquid and is_template(text))


def read_token(context: Context, token: Token, option: Option) -> Read:
    """The JSON value of a token for an option, or NOTHING after reporting why there is none."""
    if token.type in REPORTED:
        return NOTHING
    if option.type.alternatives:
        found = _alternative(token, option)
        if found is not None:
            return found
    kind = option.type.kind
    if kind is Kind.ENUMERATION:
        return _enumeration(context, token, option)
    if kind is Kind.SWITCH:
        return _switch(context, token, option)
    if kind in NUMBER_KINDS:
        return _number(context, token, option)
    if kind is Kind.SET:
        return _set(context, token, option)
    if kind in TEXT_KINDS or kind is Kind.LIST:
        return _text(context, token, option)
    return _wrong(context, token, option)


def _alternative(token: Token, option: Option) -> str | None:
    alternative = option.type.alternative(text_of(token))
    return alternative.value if alternative else None


def _enumeration(context: Context, token: Token, option: Option) -> Read:
    free = _free_text(context, token, option)
    if free is not None:
        return free
    if token.type in STRING_TYPES and option.open:
        return text_of(token)
    word = text_of(token)
    near = did_you_mean(word, option.type.words)
    fixes = (Fix(f"write `{near}`", context.span(token), near),) if near else ()
    context.report(
        "FLW202",
        f"`{shortened(word)}` is no value of `{option.name}`",
        token,
        label="not one of the values",
        help=suggestion(word, option.type.words, "values"),
        fixes=fixes,
    )
    return NOTHING


def _switch(context: Context, token: Token, option: Option) -> Read:
    natural = option.encoding is Encoding.NATURAL
    word = text_of(token)
    quoted = token.type in STRING_TYPES
    if word in SWITCH_WORDS and not (quoted and natural):
        value = SWITCH_WORDS[word]
        return value if natural else str(value).lower()
    free = _free_text(context, token, option)
    if free is not None:
        return free
    context.report(
        "FLW201",
        f"`{option.name}` is a switch",
        token,
        label="neither `on` nor `off`",
        help="write `on` or `off`, without quotes; `true` and `false` mean the same",
    )
    return NOTHING


def _number(context: Context, token: Token, option: Option) -> Read:
    value = _amount(token, option)
    if value is None:
        free = _free_text(context, token, option)
        if free is not None:
            return free
        return _wrong(context, token, option)
    if value.denominator != 1 and option.type.kind is not Kind.NUMBER:
        context.report("FLW201", f"`{option.name}` takes whole {_unit(option)}", token, label="not a whole number")
        return NOTHING
    if not _in_range(context, token, option, value):
        return NOTHING
    number = int(value) if value.denominator == 1 else float(value)
    return number if option.encoding is Encoding.NATURAL else str(number)


def _amount(token: Token, option: Option) -> Fraction | None:
    """The number that a token spells, in the option's unit."""
    kind = option.type.kind
    if token.type == "NUMBER":
        return Fraction(token.text)
    if token.type == "DURATION" and kind in (Kind.SECONDS, Kind.MILLISECONDS):
        digits = token.text.rstrip("msh")
        seconds = Fraction(digits) * _UNITS[token.text[len(digits) :]]
        return seconds * 1000 if kind is Kind.MILLISECONDS else seconds
    if token.type in STRING_TYPES and option.encoding is Encoding.STRING:
        text = text_of(token)
        return Fraction(text) if re.fullmatch(r"[0-9]{1,30}", text) else None
    return None


def _unit(option: Option) -> str:
    return option.type.kind.value if option.type.kind in (Kind.SECONDS, Kind.MILLISECONDS) else "numbers"


def _in_range(context: Context, token: Token, option: Option, value: Fraction) -> bool:
    low, high = option.minimum, option.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return True
    unit = f" {_unit(option)}" if option.type.kind is not Kind.INTEGER else ""
    limits = (
        f"from {low} to {high}{unit}"
        if low is not None and high is not None
        else f"{low}{unit} or more"
        if low is not None
        else f"{high}{unit} or less"
    )
    context.report("FLW203", f"`{option.name}` is out of range", token, label=f"Twilio takes {limits}")
    return False


def _set(context: Context, token: Token, option: Option) -> Read:
    """One member of a set, or a text that lists them as the JSON does."""
    assert option.type.element is not None
    element = option.type.element
    if is_word(token) and element.alternative(token.text):
        value = element.alternative(token.text)
        assert value is not None
        return value.value if option.encoding is not Encoding.NATURAL else [value.value]
    free = _free_text(context, token, option)
    if free is not None:
        return free
    if token.type not in STRING_TYPES or option.encoding is Encoding.NATURAL:
        return unknown_member(context, token, option)
    text = text_of(token)
    members = text.split() if option.encoding is Encoding.SPACES else [part.strip() for part in text.split(",")]
    if members and all(element.alternative(member) for member in members):
        return text
    return unknown_member(context, token, option)


def unknown_member(context: Context, token: Token, option: Option) -> Read:
    """Reports a member that a set does not have."""
    words = option.type.element.words if option.type.element else ()
    word = text_of(token)
    context.report(
        "FLW202",
        f"`{shortened(word)}` is no value of `{option.name}`",
        token,
        label="not one of the values",
        help=suggestion(word, words, "values"),
    )
    return NOTHING


def _text(context: Context, token: Token, option: Option) -> Read:
    if token.type in _SPELLED:
        return _checked(context, token, option, token.text)
    if token.type in STRING_TYPES:
        return _checked(context, token, option, text_of(token))
    if token.type == "DURATION":
        return _wrong(context, token, option)
    liquid = reference(context, token)
    if liquid is not None:
        if option.liquid:
            return liquid
        return _no_liquid(context, token, option)
    if option.type.kind in NAME_KINDS:
        return _checked(context, token, option, token.text)
    report_unread_word(context, token)
    return NOTHING


def _checked(context: Context, token: Token, option: Option, text: str) -> Read:
    """A text, if it has the form that the option wants."""
    if is_free(text, option):
        return text
    if is_template(text):
        return _no_liquid(context, token, option)
    if option.max_length is not None and len(text) > option.max_length:
        reason = f"{len(text):,} characters; Twilio takes {option.max_length:,}"
        context.report("FLW203", f"`{option.name}` is too long", token, label=reason)
        return NOTHING
    pattern = option.pattern or (rf"^{option.type.prefix}[0-9a-fA-F]{{32}}$" if option.type.prefix else "")
    if pattern and not re.search(pattern, text):
        context.report(
            "FLW211",
            f"`{shortened(text)}` is no `{option.name}` that Twilio takes",
            token,
            label="not of the form that is wanted",
            help=_form(option, pattern),
        )
        return NOTHING
    return text


def _form(option: Option, pattern: str) -> str:
    if option.type.prefix:
        return f"a SID is `{option.type.prefix}` and 32 hexadecimal digits"
    if option.type.kind is Kind.KEY:
        return 'one key: a digit, `"#"` or `"*"`'
    return f"it must match `{pattern}`"


def _free_text(context: Context, token: Token, option: Option) -> Read | None:
    """Liquid or `${…}` in a place that wants another kind of value; None for anything else."""
    if token.type in STRING_TYPES:
        text = text_of(token)
        if is_free(text, option):
            return text
        return _no_liquid(context, token, option) if is_template(text) else None
    if is_word(token):
        liquid = reference(context, token)
        if liquid is not None:
            return liquid if option.liquid else _no_liquid(context, token, option)
    return None


def _no_liquid(context: Context, token: Token, option: Option) -> Read:
    context.report(
        "FLW213",
        f"`{option.name}` takes no Liquid",
        token,
        label="Studio does not render this property",
        help="give the value itself" + (f": {', '.join(option.type.words)}" if option.type.words else ""),
    )
    return NOTHING


def _wrong(context: Context, token: Token, option: Option) -> Read:
    """Reports a value of another kind than the option wants."""
    kind = option.type.kind
    if kind in TEXT_KINDS or kind is Kind.LIST:
        context.report("FLW208", "a text needs quotes", token, label="not a text", help=f"write `{encode(token.text)}`")
        return NOTHING
    wanted = {
        Kind.SECONDS: "a number of seconds, as `5` or `5s`",
        Kind.MILLISECONDS: "a number of milliseconds, as `500` or `500ms`",
        Kind.INTEGER: "a whole number",
        Kind.NUMBER: "a number",
        Kind.PAIRS: "pairs, in a block of its own",
        Kind.RECORD: "members, in a block of their own",
    }.get(kind, "another kind of value")
    words = f", or {' or '.join(f'`{word}`' for word in option.type.words)}" if option.type.words else ""
    hint = ""
    if kind in NUMBER_KINDS and token.type in STRING_TYPES and re.fullmatch(r"[0-9]+", text_of(token)):
        hint = f"write `{text_of(token)}`, without quotes"
    elif kind in (Kind.PAIRS, Kind.RECORD):
        hint = f"write `{option.name} {{ key = value }}` in the block of the statement"
    context.report("FLW201", f"`{option.name}` wants {wanted}{words}", token, label="another kind of value", help=hint)
    return NOTHING
