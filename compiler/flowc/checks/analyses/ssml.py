"""The tags of SSML in a text that is read aloud, and the first thing that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from flowc.diagnostics.suggest import suggestion

_TAG = re.compile(
    r"<(?P<slash>/?)(?P<tag>[A-Za-z][\w:.-]*)"
    r"(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(?P<alone>/?)>"
)
_ATTRIBUTE = re.compile(r"(?P<key>[\w:.-]+)\s*=\s*(?P<quoted>\"[^\"]*\"|'[^']*')")
_BEGINNING = re.compile(r"</?[A-Za-z]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARK = re.compile(r"[<&]")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);")
# What stands around all may be written or not, and tags with a prefix are a provider's own.
_ROOT = "speak"


@attrs.frozen
class Tag:
    """A tag and its place in the text. One that is `alone` is its own end."""

    name: str
    start: int
    end: int
    closes: bool
    alone: bool
    attributes: str
    attributes_start: int


@attrs.frozen
class Fault:
    """What is wrong with a part of a text, and what to write.

    `instead` is put in its place where that is certain; `opening` is the tag that it does not fit.
    """

    start: int
    end: int
    message: str
    label: str
    help: str
    instead: str | None = None
    opening: Tag | None = None


def has_tags(text: str) -> bool:
    """Whether a text looks as if it held SSML."""
    return "<" in text and _BEGINNING.search(text) is not None


def tags(text: str) -> Iterator[Tag]:
    """The tags of a text, in its order."""
    return (part for part in _parts(text) if isinstance(part, Tag))


def fault(text: str, table: Mapping[str, Any]) -> Fault | None:
    """The first thing that is wrong with the SSML of a text; `table` says which tags there are."""
    around: list[Tag] = []
    for part in _parts(text):
        if isinstance(part, Fault):
            return part
        found = _closed(part, around) if part.closes else _opened(part, around, table)
        if found is not None:
            return found
    return _unclosed(around[-1]) if around else None


def is_known(tag: Tag) -> bool:
    """Whether the table speaks of a tag: of what stands around all, and of a provider's own, it does not."""
    return tag.name != _ROOT and ":" not in tag.name


def _parts(text: str) -> Iterator[Tag | Fault]:
    at = 0
    while (mark := _MARK.search(text, at)) is not None:
        at = mark.start()
        passed = _COMMENT.match(text, at) or _ENTITY.match(text, at)
        if passed is not None:
            at = passed.end()
            continue
        match = _TAG.match(text, at)
        if match is None:
            yield _stray(text, at)
            return
        yield Tag(
            match["tag"],
            *match.span(),
            bool(match["slash"]),
            bool(match["alone"]),
            match["attributes"],
            match.start("attributes"),
        )
        at = match.end()


def _stray(text: str, at: int) -> Fault:
    """A `<` or `&` that begins nothing."""
    if text[at] == "&":
        message = "an `&` in SSML begins the name of a character"
        # Where letters follow, another character may be meant.
        instead = None if re.match(r"[A-Za-z#]", text[at + 1 : at + 2]) else "&amp;"
        return Fault(at, at + 1, message, "no such name", "write `&amp;`", instead)
    if _BEGINNING.match(text, at) is None:
        return Fault(at, at + 1, "a `<` in SSML begins a tag", "no tag", "write `&lt;`", "&lt;")
    end = text.find(">", at) + 1 or len(text)
    return Fault(
        at,
        end,
        "this tag cannot be read",
        "its `>` is missing" if text[end - 1] != ">" else "not of the form of a tag",
        'a tag is written `<tag attribute="value">`, or `<tag/>` where nothing stands in it; a `<` itself is `&lt;`',
    )


def _opened(tag: Tag, around: list[Tag], table: Mapping[str, Any]) -> Fault | None:
    parent = next((one for one in reversed(around) if is_known(one)), None)
    if not tag.alone:
        around.append(tag)
    if not is_known(tag):
        return None
    if tag.name not in table["tags"]:
        name_start = tag.start + 1
        return Fault(
            name_start,
            name_start + len(tag.name),
            f"SSML has no tag `<{tag.name}>`",
            "unknown tag",
            suggestion(tag.name, table["tags"], "tags"),
        )
    if parent is not None and tag.name not in table["holds"].get(parent.name, (tag.name,)):
        return Fault(
            tag.start,
            tag.end,
            f"`<{tag.name}>` may not stand inside of `<{parent.name}>`",
            "not here",
            f"end `<{parent.name}>` before it",
            opening=parent,
        )
    return _attribute(tag, table["tags"][tag.name])


def _attribute(tag: Tag, known: Mapping[str, Sequence[str] | str]) -> Fault | None:
    for match in _ATTRIBUTE.finditer(tag.attributes):
        key, value = match["key"], match["quoted"][1:-1]
        start = tag.attributes_start
        if key not in known and ":" in key:
            continue
        if key not in known:
            names = suggestion(key, known, "attributes") or f"`<{tag.name}>` takes no attribute"
            return Fault(
                start + match.start("key"),
                start + match.end("key"),
                f"`<{tag.name}>` has no attribute `{key}`",
                "unknown attribute",
                names,
            )
        if not _fits(value, known[key]):
            return Fault(
                start + match.start("quoted") + 1,
                start + match.end("quoted") - 1,
                f"`{key}` of `<{tag.name}>` is never `{value}`",
                "not a value that it takes",
                _example(value, known[key]),
            )
    return None


def _fits(value: str, allowed: Sequence[str] | str) -> bool:
    if isinstance(allowed, str):
        return re.fullmatch(allowed, value) is not None
    return not allowed or value in allowed


def _example(value: str, allowed: Sequence[str] | str) -> str:
    return 'write for example `"1s"` or `"500ms"`' if isinstance(allowed, str) else suggestion(value, allowed, "values")


def _closed(tag: Tag, around: list[Tag]) -> Fault | None:
    if around and around[-1].name == tag.name:
        around.pop()
        return None
    if not any(one.name == tag.name for one in around):
        return Fault(tag.start, tag.end, f"`</{tag.name}>` ends nothing", "no such tag is open", "remove it")
    inner = around[-1]
    return Fault(
        tag.start,
        tag.end,
        f"`<{inner.name}>` does not end before `</{tag.name}>`",
        "ends what stands around it",
        f"write `</{inner.name}>` before it",
        opening=inner,
    )


def _unclosed(tag: Tag) -> Fault:
    return Fault(
        tag.start,
        tag.end,
        f"`<{tag.name}>` never ends",
        "opened here",
        f"write `</{tag.name}>` where it ends, or `<{tag.name}/>` where nothing stands in it",
    )
