"""The filters of Liquid's library, held to what Studio prints, and to what a process can bear."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps

from liquid.exceptions import FilterArgumentError

from runtime.printing import printed

# No list that a call has to do with is as long; the library would make all its members first.
_LONGEST_RANGE = 1_000
# Far more than may be printed in the end. Replacing is what can make a text longer than all that goes in.
_LONGEST_TEXT = 4_000_000

# What these work on is a text: where it is an object or a list, it is the one that Liquid prints.
_OF_TEXTS = (
    *("append", "capitalize", "downcase", "escape", "escape_once", "lstrip", "newline_to_br", "prepend", "remove"),
    *("remove_first", "remove_last", "replace", "replace_first", "replace_last", "rstrip", "split", "squish", "strip"),
    *("strip_html", "strip_newlines", "truncate", "truncatewords", "upcase", "url_decode", "url_encode"),
    *("base64_decode", "base64_encode", "base64_url_safe_decode", "base64_url_safe_encode"),
)


def bounded(name: str, function: Callable[..., object]) -> Callable[..., object]:
    """The filter of a name, which refuses what would take all the memory, and reads values as Liquid prints them."""
    of_texts = name in _OF_TEXTS

    @wraps(function)
    def apply(left: object, *arguments: object, **keywords: object) -> object:
        for value in (left, *arguments):
            if isinstance(value, range) and len(value) > _LONGEST_RANGE:
                raise FilterArgumentError(f"a range of more than {_LONGEST_RANGE} members", token=None)
        if not of_texts:
            return function(left, *arguments, **keywords)
        texts = [_as_text(value) for value in (left, *arguments)]
        if name == "replace" and len(texts) > 2:  # noqa: PLR2004 - the text, what is sought, what is put in its place
            _check_replacement(str(texts[0]), str(texts[1]), str(texts[2]))
        return function(*texts, **keywords)

    return apply


def _as_text(value: object) -> object:
    return printed(value) if isinstance(value, (Mapping, list, bool)) else value


def _check_replacement(text: str, sought: str, instead: str) -> None:
    places = text.count(sought)
    if len(text) + places * len(instead) > _LONGEST_TEXT:
        raise FilterArgumentError(f"a text of more than {_LONGEST_TEXT} characters", token=None)
