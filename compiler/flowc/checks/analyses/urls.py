"""What Twilio needs to call a URL, and what is missing."""

from __future__ import annotations

import re

import attrs

from flowc.binding.context import shortened
from flowc.diagnostics.suggest import did_you_mean

_PARTS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<slashes>/{0,2})(?P<rest>.*)", re.DOTALL)
_HOST = re.compile(r"(?:[^/?#@]*@)?(?P<host>\[[^\]/?#]*\]|[^:/?#]*)")
_SCHEMES = ("https", "http", "wss", "ws")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f<>\"`\\]")
# Names and addresses that RFC 1918, 6761 and 6762 keep for networks of one's own.
_OWN = re.compile(
    r"(?:.*\.)?localhost|.*\.local|127(?:\.[0-9]+){3}|10(?:\.[0-9]+){3}|192\.168(?:\.[0-9]+){2}"
    r"|172\.(?:1[6-9]|2[0-9]|3[01])(?:\.[0-9]+){2}|0\.0\.0\.0|\[::1\]",
    re.IGNORECASE,
)


@attrs.frozen
class Wrong:
    """What is wrong with a URL: where, in words, and what to write instead of that part where it is known."""

    start: int
    end: int
    label: str
    help: str
    instead: str | None = None


def wrong(url: str, *, is_callback: bool) -> Wrong | None:
    """What is wrong with a URL; a callback is refused where others are not."""
    forbidden = _FORBIDDEN.search(url)
    if forbidden is not None:
        return _forbidden(forbidden)
    parts = _PARTS.fullmatch(url)
    if parts is None or parts["scheme"].lower() not in _SCHEMES:
        return _wrong_scheme(url, parts)
    if parts["slashes"] != "//":
        start, end = parts.span("slashes")
        return Wrong(parts.start(), end, "two slashes stand before the host", f"write `{parts['scheme']}://…`")
    start = parts.start("rest")
    match = _HOST.match(parts["rest"])
    assert match is not None
    return _wrong_host(match["host"], start + match.start("host"), is_callback=is_callback)


def _forbidden(match: re.Match[str]) -> Wrong:
    char = match.group()
    coded = f"%{ord(char):02X}"
    what = "a blank" if char == " " else "a character"
    return Wrong(*match.span(), f"{what} that a URL may not hold", f"write `{coded}` for it", coded)


def _wrong_scheme(url: str, parts: re.Match[str] | None) -> Wrong:
    if parts is not None and parts["slashes"]:
        scheme = parts["scheme"]
        near = did_you_mean(scheme, _SCHEMES)
        advice = f"did you mean `{near}`?" if near else f"write `{_SCHEMES[0]}://…`"
        return Wrong(0, len(scheme), "Twilio does not call this way", advice, near)
    if url.startswith("//"):
        return Wrong(0, len(url), "the beginning is missing", f"write `https:{shortened(url)}`")
    label = "only a path: the host is missing" if url.startswith("/") else "the beginning is missing"
    return Wrong(0, len(url), label, f"write `https://{'HOST' if url.startswith('/') else ''}{shortened(url)}`")


def _wrong_host(host: str, start: int, *, is_callback: bool) -> Wrong | None:
    end = start + len(host)
    if not host:
        return Wrong(0, end, "the host is missing", "write the name of the server behind the slashes")
    if _OWN.fullmatch(host):
        return Wrong(start, end, "only your own network knows this host", "write a name that the internet knows")
    if is_callback and "_" in host:
        instead = host.replace("_", "-")
        label = "an underscore, which Twilio takes in no host of a callback"
        return Wrong(start, end, label, "give the server a name without underscores", instead)
    return None
