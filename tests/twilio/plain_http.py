"""A client for the stand-in and for others that speak plain HTTP."""

from __future__ import annotations

from typing import Any

import httpx


def plain_client(**given: Any) -> httpx.AsyncClient:  # noqa: ANN401 - httpx names them
    """A client as httpx makes it, without the certificates: to read them takes longer than a test."""
    return httpx.AsyncClient(verify=False, **given)  # noqa: S501 - nothing is verified of plain HTTP
