"""Long texts are kept short: the outputs of a call's steps repeat the parameters of each webhook."""

from __future__ import annotations

import base64
import zlib

# Shorter ones are not worth the time; a session stays below 4 kB with this.
_LONG = 1_500
# No JSON begins so.
_MARK = "z:"


def packed(text: str) -> str:
    """The text as it is kept, shorter where it is long."""
    if len(text) <= _LONG:
        return text
    return _MARK + base64.b85encode(zlib.compress(text.encode(), 1)).decode("ascii")


def unpacked(kept: str) -> str:
    """The text that was kept.

    >>> unpacked(packed('{"a": "' + "b" * 5_000 + '"}')) == '{"a": "' + "b" * 5_000 + '"}'
    True
    """
    if not kept.startswith(_MARK):
        return kept
    return zlib.decompress(base64.b85decode(kept.removeprefix(_MARK))).decode()
