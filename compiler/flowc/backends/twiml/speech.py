"""A text that is read aloud, as the content of an element: markup where it is SSML, else as it stands."""

from __future__ import annotations

import re
from xml.sax.saxutils import unescape

from flowc.backends.twiml.element import Constant, Element
from flowc.checks.analyses.ssml import Tag, fault, has_tags, tags
from flowc.source import Span
from flowc.vocabulary.voices import standard_voices

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NUMBERED = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
_NAMED = {"&quot;": '"', "&apos;": "'"}
_LAST_CHARACTER = 0x10FFFF
# It stands around the whole of an SSML text, and the verb takes its place.
_ROOT = "speak"

Content = tuple[Element | Constant, ...]


def speech(text: str, span: Span | None) -> Content:
    """The content of an element that reads a text aloud. What is no sound SSML is a plain text, with its marks."""
    if not has_tags(text) or fault(text, standard_voices().table) is not None:
        return (Constant(text, span),)
    open_: list[tuple[str, tuple[tuple[str, Constant], ...], list[Element | Constant]]] = [("", (), [])]
    at = 0
    for tag in tags(text):
        open_[-1][2].extend(_plain(text[at : tag.start], span))
        at = tag.end
        if tag.closes:
            name, attributes, content = open_.pop()
            open_[-1][2].extend(content if name == _ROOT else [Element(name, attributes, tuple(content))])
        elif tag.alone:
            open_[-1][2].extend([] if tag.name == _ROOT else [Element(tag.name, _attributes(tag, span))])
        else:
            open_.append((tag.name, _attributes(tag, span), []))
    open_[-1][2].extend(_plain(text[at:], span))
    return tuple(open_[-1][2])


def _attributes(tag: Tag, span: Span | None) -> tuple[tuple[str, Constant], ...]:
    found = _ATTRIBUTE.findall(tag.attributes)
    return tuple({key: Constant(_meant(double or single), span) for key, double, single in found}.items())


def _plain(text: str, span: Span | None) -> list[Constant]:
    meant = _meant(_COMMENT.sub("", text))
    return [Constant(meant, span)] if meant else []


def _meant(text: str) -> str:
    """A text of XML with the characters that its names for characters mean."""
    return unescape(_NUMBERED.sub(_numbered, text), _NAMED)


def _numbered(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    # What is written here is read once more for names, so that an `&` has to keep its own.
    return "&amp;" if number == ord("&") else chr(number) if number <= _LAST_CHARACTER else ""
