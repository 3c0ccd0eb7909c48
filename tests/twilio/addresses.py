"""Addresses as an application writes them: relative, absolute, or none at all."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit


def joined(base: str, url: str) -> str:
    """The address that a relative one means; one that can't be read stays as it is."""
    try:
        return urljoin(base, url.strip())
    except ValueError:
        return url


def parts(url: str) -> SplitResult:
    """The parts of an address; all empty where it can't be read."""
    try:
        split = urlsplit(url)
        split.port  # noqa: B018 - it is read only now, and may be no number
    except ValueError:
        return SplitResult("", "", "", "", "")
    return split


def is_web(url: str) -> bool:
    """Whether it is absolute, and one that Twilio requests."""
    split = parts(url)
    return split.scheme in {"http", "https"} and bool(split.hostname) and not set(url) & set(' <>"\\^`{|}\t\n')


def is_absolute(url: str) -> bool:
    """Whether it has a scheme, of whatever kind."""
    return bool(parts(url).scheme)
