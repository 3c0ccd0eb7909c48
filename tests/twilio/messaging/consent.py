"""Who wants messages from a number no more: Twilio itself keeps the list, and refuses what is sent all the same.

Source: https://help.twilio.com/articles/223134027
"""

from __future__ import annotations

import attrs

STOP = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
START = frozenset({"START", "YES", "UNSTOP"})


@attrs.define
class Consent:
    """The pairs of a sender and a recipient that has refused it."""

    refused: set[tuple[str, str]] = attrs.field(factory=set)

    def hear(self, contact: str, address: str, body: str) -> None:
        """Takes note of a message that is one of Twilio's words, whatever its case."""
        word = body.strip().upper()
        if word in STOP:
            self.refused.add((address, contact))
        elif word in START:
            self.refused.discard((address, contact))

    def allows(self, address: str, contact: str) -> bool:
        """Whether the contact takes messages from the address."""
        return (address, contact) not in self.refused
