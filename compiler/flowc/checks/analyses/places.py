"""In which part of a JSON text, of an address or of a form each value of a template stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import Enum

import attrs

from flowc.liquid import Output, Template

_TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
_HOST = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)
_FORM = re.compile(r"[\w.%+\[\]-]+=[^&\s]*(?:&[\w.%+\[\]-]+=[^&\s]*)*")
_LONGEST_START = 300
_SIGN = re.compile(r'\\.|"', re.DOTALL)
_STANDS_FOR = "x"


class Place(Enum):
    """Where a value stands: a text of its own or a part of one, a bare value; a host, or what follows it."""

    WHOLE_TEXT = "whole text"
    IN_TEXT = "in text"
    BARE = "bare"
    HOST = "host"
    PATH = "path"


@attrs.frozen
class Placed:
    """An output, and where it stands."""

    output: Output
    place: Place


def in_json(template: Template) -> tuple[Placed, ...]:
    """The outputs of a template that makes an object or a list of JSON; none where it makes something else."""
    if not template.text.lstrip().startswith(("{", "[")) or not template.outputs:
        return ()
    places: list[Placed] = []
    made: list[str] = []
    is_text = False
    for before, output in pieces(template):
        made.append(before)
        is_text = _is_open(before, is_open=is_text)
        if output is None:
            continue
        whole = is_text and before.endswith('"') and template.text.startswith('"', output.end)
        place = Place.WHOLE_TEXT if whole else Place.IN_TEXT if is_text else Place.BARE
        places.append(Placed(output, place))
        made.append(_STANDS_FOR if is_text else "0")
    try:
        found = json.loads("".join(made), strict=False)
    except (ValueError, RecursionError):
        return ()
    return tuple(places) if isinstance(found, dict | list) else ()


def in_address(template: Template) -> tuple[Placed, ...]:
    """The outputs of a template that makes an address; one that begins it is the address, or its root."""
    places: list[Placed] = []
    start = ""
    for before, output in pieces(template):
        # Of what stands before, only the beginning decides.
        start = (start + before)[:_LONGEST_START]
        if output is not None and start:
            places.append(Placed(output, Place.HOST if _HOST.fullmatch(start) else Place.PATH))
        start += _STANDS_FOR
    return tuple(places)


def in_form(template: Template) -> tuple[Placed, ...]:
    """The outputs of a template that makes a form, `name=value&name=value`; none where it makes something else."""
    found = list(pieces(template))
    made = _STANDS_FOR.join(before for before, _ in found)
    if not _FORM.fullmatch(made.strip()):
        return ()
    return tuple(Placed(output, Place.PATH) for _, output in found if output is not None)


def pieces(template: Template) -> Iterator[tuple[str, Output | None]]:
    """The pieces of a template: the text before each output, without tags, with the output; the last one has None."""
    at = 0
    for output in template.outputs:
        yield _TAG.sub("", template.text[at : output.start]), output
        at = output.end
    yield _TAG.sub("", template.text[at:]), None


def _is_open(text: str, *, is_open: bool) -> bool:
    """Whether a text of JSON has begun and not ended at the end of a piece; `is_open` says so of its beginning."""
    for match in _SIGN.finditer(text):
        if match.group() == '"':
            is_open = not is_open
    return is_open
