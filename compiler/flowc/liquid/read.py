"""Reads a text as a template, in the quicker of two ways."""

from __future__ import annotations

from collections.abc import Iterable

from flowc.liquid.plain import read_plain
from flowc.liquid.template import Template


def has_liquid(text: str) -> bool:
    """Whether a text holds anything that Studio would render."""
    return "{{" in text or "{%" in text


def read_template(text: str, tags: Iterable[str] = ()) -> Template:
    """The template that a text is. `tags` are known besides those of Studio."""
    plain = read_plain(text)
    if plain is not None:
        return plain
    # The library takes longer to load than most flows take to check, and few need it.
    from flowc.liquid.parsed import read_parsed  # noqa: PLC0415 - see above

    return read_parsed(text, frozenset(tags))
