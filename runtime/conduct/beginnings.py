"""A run as it begins, by whatever."""

from __future__ import annotations

import secrets

import structlog

from runtime.conduct.ledger import Ledger
from runtime.session import Session
from runtime.values import JsonObject


def new_session(ledger: Ledger, contact: str, address: str, trigger: JsonObject, *, key: str | None = None) -> Session:
    """The session of a run of the present flow, with names that nobody can guess; it has passed no step yet.

    A run that another bundle begins has its `key` from there.
    """
    flow = ledger.editions.present.flow
    key = key or secrets.token_urlsafe(16)
    # What the first steps warn of is told before the transaction has.
    structlog.contextvars.bind_contextvars(session=key)
    return Session(
        key=key,
        sid="FN" + secrets.token_hex(16),
        flow=flow.name,
        version=flow.version,
        contact=contact,
        address=address,
        trigger=trigger,
    )
