"""Reads `name: type = default`: the parameters of blocks, and the `param`s of a file."""

from __future__ import annotations

from flowc.binding.context import Context, is_word, listed
from flowc.language import NONE
from flowc.syntax.nodes import Argument, Typed
from flowc.vocabulary.line import DeclarationError
from flowc.vocabulary.read_type import read_type
from flowc.vocabulary.types import BLOCK_KINDS, TEXT_KINDS, Kind, Type
from flowc.vocabulary.widget import Option

# The types that most parameters have; the others are in the documentation.
_TYPES = ("text", "url", "phone", "integer", "number", "seconds", "switch", "key", "name", "list(text)")


def read_parameter(context: Context, part: Argument, what: str, documentation: str = "") -> Option | None:
    """The option that a typed name declares; None after a report."""
    if not isinstance(part, Typed):
        written = context.span(part).text
        context.report(
            "FLW120",
            f"{what} is declared with its type",
            part,
            label="not `name: type`",
            help=f"for example `{written if is_word(part) else 'name'}: text`",
        )
        return None
    try:
        type_ = read_type(part)
    except DeclarationError as error:
        context.report("FLW120", error.reason, error.node, label="not understood")
        return None
    if type_.kind is Kind.ENUMERATION and len(type_.words) == 1:
        context.report(
            "FLW120",
            f"there is no type `{type_.words[0]}`",
            context.span(part.types[0], part.types[-1]),
            label="not understood",
            help=f"for example {listed(_TYPES)}; a choice has two words or more, as `mono | dual`",
        )
        return None
    if not _is_plain(type_):
        context.report("FLW120", f"{what} is one value", part, label="pairs and records stand where they are used")
        return None
    name = part.name.text
    return Option(
        name=name,
        property=name,
        type=type_,
        span=context.span(part),
        documentation=documentation,
        positional=True,
        required=part.default is None,
        liquid=type_.kind in TEXT_KINDS,
    )


def _is_plain(type_: Type) -> bool:
    return type_.kind not in BLOCK_KINDS and not (type_.element is not None and type_.element.fields)


def is_none(option: Option, node: Argument) -> bool:
    """Whether a value takes the place of none: the option that it is used for is left out then."""
    return is_word(node, NONE) and option.type.alternative(NONE) is None
