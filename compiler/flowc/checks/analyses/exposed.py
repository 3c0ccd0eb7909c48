"""The values that stand in JSON, in addresses and in forms without being made fit for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from flowc.checks.analyses.contents import Contents
from flowc.checks.analyses.places import Place, Placed, in_address, in_form, in_json
from flowc.checks.analyses.texts import Text
from flowc.liquid import Output
from flowc.vocabulary.types import Kind
from flowc.vocabulary.widget import Holds


@attrs.frozen(eq=False)
class Exposed:
    """A value that may break what it stands in: JSON where `in_json`, else an address or a form."""

    text: Text
    output: Output
    place: Place
    in_json: bool
    holds: Holds


def exposed(texts: Sequence[Text], contents: Contents) -> tuple[Exposed, ...]:
    """All such values, in the order of the flow."""
    return tuple(one for text in texts if not text.template.problem and not text.is_free for one in _of(text, contents))


def _of(text: Text, contents: Contents) -> Iterator[Exposed]:
    if _is_address(text):
        yield from _unfit(text, in_address(text.template), contents, in_json=False)
        return
    placed = in_json(text.template)
    if placed:
        yield from _unfit(text, placed, contents, in_json=True)
    elif _sends(text):
        yield from _unfit(text, in_form(text.template), contents, in_json=False)


def _unfit(text: Text, placed: Sequence[Placed], contents: Contents, *, in_json: bool) -> Iterator[Exposed]:
    for one in placed:
        read = one.output.read
        if read is None or read.local:
            continue
        holds = contents.of(read)
        if _breaks(holds, one.place, in_json=in_json):
            yield Exposed(text, one.output, one.place, in_json, holds)


def _breaks(holds: Holds, place: Place, *, in_json: bool) -> bool:
    """Whether such a value may break what it stands in; a host, or a bare value of JSON, is mostly a program's own."""
    if place in (Place.HOST, Place.BARE):
        return holds is Holds.WORDS
    return holds in (Holds.WORDS, Holds.ANYTHING) if in_json else holds is not Holds.PLAIN


def _is_address(text: Text) -> bool:
    widget = text.state.widget
    options = widget.all_options() if widget and text.name and not text.key else ()
    return any(option.property == text.name and option.type.kind is Kind.URL for option in options)


def _sends(text: Text) -> bool:
    """Whether a widget sends its texts to an address: it has one, and asks for it."""
    widget = text.state.widget
    options = widget.all_options() if widget and not text.key else ()
    return any(option.type.kind is Kind.URL and option.required for option in options)
