"""What the formats for programs share: JSON that is safe to print, places, and paths as addresses."""

from __future__ import annotations

import json
import re

from flowc.source import Span

# Valid in a JSON string as they are, but they steer a terminal (C1 controls, directions), end a
# line for some readers, or cannot be encoded at all (lone surrogates).
_UNSAFE = re.compile(r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

# RFC 3986, section 2.3, and the slash; a colon in a first segment would end a scheme.
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_HERE = re.compile(r"\A(?:\./+)+")
_DRIVE = re.compile(r"[A-Za-z]:/")


def json_text(value: object) -> str:
    """A value as indented JSON, ending in a newline."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def corners(span: Span) -> tuple[int, int, int, int]:
    """Line and column where a span begins, and where it ends; one past the end of the text is at its end."""
    end = len(span.source.text)
    return *span.source.position(min(span.start, end)), *span.source.position(min(span.end, end))


def relative_path(path: str) -> str:
    """A path with slashes, and without `./` before it, as services compare it with those of a repository."""
    return _HERE.sub("", path.replace("\\", "/"))


def address(path: str) -> str:
    """A path as a URI: a relative one stays relative."""
    plain = relative_path(path)
    quoted = "".join(character if character in _PLAIN else _quoted(character) for character in plain)
    if _DRIVE.match(plain):
        return f"file:///{plain[0]}:{quoted[4:]}"
    return f"file://{quoted}" if plain.startswith("/") else quoted


def _quoted(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
