"""How long the parts of a request may take."""

from __future__ import annotations

import httpx

# Nobody who answers at all needs longer than this to take up the connection.
_CONNECT = 3.0


def patience(within: float) -> httpx.Timeout:
    """The time-outs of a request that may take so many seconds in all."""
    return httpx.Timeout(within, connect=min(_CONNECT, within), pool=min(_CONNECT, within))
