"""Finds passwords, keys and tokens in a text by the form that they have."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

import attrs

# What each form begins with is looked for first: hardly a flow has one, and expressions cost time to compile.
_FORMS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("AC",), r"\bAC[0-9a-f]{32}:([0-9a-f]{32})\b", "an account's auth token"),
    (("SK",), r"\bSK[0-9a-f]{32}:([0-9A-Za-z]{32})\b", "the secret of an API key"),
    (("Basic ",), r"\bBasic ([A-Za-z0-9+/]{16,}={0,2})", "a user's name and password"),
    (("Bearer ",), r"\bBearer ([A-Za-z0-9._~+/-]{20,}=*)", "a token"),
    (("@",), r"://[^\s/:@\"'{}$]+:([^\s/:@\"'{}$]+)@", "a password in an address"),
    (("_live_",), r"\b([sr]k_live_[0-9A-Za-z]{16,})", "a key"),
    (("AKIA", "ASIA"), r"\b((?:AKIA|ASIA)[0-9A-Z]{16})\b", "a key"),
    (("AIza",), r"\b(AIza[0-9A-Za-z_-]{35})", "a key"),
    (("ghp_", "gho_", "ghs_", "github_pat_"), r"\b((?:gh[pos]|github_pat)_[0-9A-Za-z_]{30,})", "a token"),
    (("glpat-",), r"\b(glpat-[0-9A-Za-z_-]{20,})", "a token"),
    (("xox",), r"\b(xox[abprs]-[0-9A-Za-z-]{20,})", "a token"),
    (("SG.",), r"\b(SG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16,})", "a key"),
    (("eyJ",), r"\b(eyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,})", "a token"),
    (("PRIVATE KEY",), r"-----BEGIN [A-Z ]*(PRIVATE KEY)-----", "a private key"),
)
_WORDS = ("token", "secret", "passw", "apikey", "api_key", "api-key")
_NAMED = r"(?i)(?:token|secret|passw(?:or)?d|api[_-]?key)[\w-]{0,40}[\"']?\s*[=:]\s*[\"']?([\w+/=-]{20,})"
_SID = re.compile(r"[A-Z]{2}[0-9a-fA-F]{32}")
# Bits a character: words of a language have less, what a machine has drawn has more.
_DRAWN = 3.3
_SHOWN = 4


@attrs.frozen
class Secret:
    """Where a secret stands in a text, and what it is."""

    start: int
    end: int
    kind: str


def secrets(text: str) -> list[Secret]:
    """The secrets in a text in their order, each once."""
    found: dict[int, Secret] = {}
    for begins, pattern, kind in _FORMS:
        if any(begin in text for begin in begins):
            for match in re.finditer(pattern, text):
                found.setdefault(match.start(1), Secret(match.start(1), match.end(1), kind))
    for one in _named(text):
        if not any(other.start <= one.start < other.end for other in found.values()):
            found[one.start] = one
    return sorted(found.values(), key=lambda one: one.start)


def _named(text: str) -> Iterator[Secret]:
    """What a name such as `token` is given, where it looks drawn by a machine."""
    lower = text.lower()
    if not any(word in lower for word in _WORDS):
        return
    for match in re.finditer(_NAMED, text):
        value = match.group(1)
        if _is_drawn(value) and not _SID.fullmatch(value):
            yield Secret(match.start(1), match.end(1), "what looks like a key or a token")


def _is_drawn(value: str) -> bool:
    if not any(char.isdigit() for char in value) or not any(char.isalpha() for char in value):
        return False
    counts = Counter(value).values()
    bits = -sum(count / len(value) * math.log2(count / len(value)) for count in counts)
    return bits >= _DRAWN


def masked(text: str, found: list[Secret]) -> str:
    """The text with all but the first characters of each secret covered, so that it can be shown; no place moves."""
    parts: list[str] = []
    done = 0
    for one in found:
        shown = min(_SHOWN, (one.end - one.start) // 4)
        parts += [text[done : one.start + shown], re.sub(r"[^\r\n]", "*", text[one.start + shown : one.end])]
        done = one.end
    return "".join([*parts, text[done:]])
