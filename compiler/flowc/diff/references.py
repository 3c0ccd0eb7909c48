"""The names of widgets in texts: `widgets.menu.Digits`, `widgets["menu"].Digits`."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping

from flowc.language import WIDGETS_ROOT
from flowc.vocabulary.widget import Json

_REFERENCE = re.compile(
    rf"""(?<![\w.-])(?P<head>{WIDGETS_ROOT}\s*)"""
    r"""(?:\.(?P<dotted>[\w.-]+)|\[\s*(?P<quote>["'])(?P<quoted>[^"'\[\]]*)(?P=quote)\s*\])"""
)
# Stands for any name of a widget: no text of a flow can hold a lone surrogate, which no file can hold.
_ANY = "\udc00"


def renamed(value: Json, names: Mapping[str, str]) -> Json:
    """A value in whose texts widgets have their new names."""
    return _mapped(value, lambda text: _replaced(text, names, names.__getitem__))


def masked(value: Json, names: Container[str]) -> Json:
    """A value in whose texts one sign stands for each of the names of widgets, so that renames do not show."""
    return _mapped(value, lambda text: _replaced(text, names, lambda _: _ANY))


def _mapped(value: Json, change: Callable[[str], str]) -> Json:
    if isinstance(value, str):
        return change(value) if WIDGETS_ROOT in value else value
    if isinstance(value, list):
        return [_mapped(one, change) for one in value]
    if isinstance(value, dict):
        return {key: _mapped(one, change) for key, one in value.items()}
    return value


def _replaced(text: str, names: Container[str], new: Callable[[str], str]) -> str:
    def replace(match: re.Match[str]) -> str:
        if match["quoted"] is not None:
            name = match["quoted"]
            return match[0].replace(name, new(name)) if name in names else match[0]
        name = _known(match["dotted"], names)
        return match[0] if name is None else f"{match['head']}.{new(name)}{match['dotted'][len(name) :]}"

    return _REFERENCE.sub(replace, text)


def _known(dotted: str, names: Container[str]) -> str | None:
    """The name at the beginning of a dotted path: a name may hold dots itself, and the longest counts."""
    end = len(dotted)
    while end > 0:
        if dotted[:end] in names:
            return dotted[:end]
        end = dotted.rfind(".", 0, end)
    return None
