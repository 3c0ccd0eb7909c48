"""A piece of TwiML as a tree, before it is written as a template: elements, and what is printed in them."""

from __future__ import annotations

import attrs

from flowc.source import Span


@attrs.frozen
class Constant:
    """A text that is known when compiling. `span` is where the source gives it, None where the target does."""

    text: str
    span: Span | None = None


@attrs.frozen
class Liquid:
    """A text with Liquid, which the runtime renders under `name`.

    In an attribute that `may_be_blank` a blank is a value of its own; elsewhere the attribute is left
    out then. `each` prints the parts of a text between its commas, each in an element of its own.
    """

    name: str
    text: str
    may_be_blank: bool = False
    each: bool = False


@attrs.frozen
class Answer:
    """The address at which the runtime takes Twilio's answer to the verb."""


Value = Constant | Liquid | Answer


@attrs.frozen
class Element:
    """An element with its attributes, and the elements and texts in it, in their order."""

    name: str
    attributes: tuple[tuple[str, Value], ...] = ()
    content: tuple[Element | Value, ...] = ()
