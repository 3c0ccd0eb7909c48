"""Our own addresses, as Twilio sees them."""

from __future__ import annotations

from urllib.parse import quote

import attrs

from runtime.session import Session


@attrs.frozen
class Addresses:
    """The routes under the public address."""

    public_url: str

    def step(self, session: Session) -> str:
        """Where the answer to a session's step comes back, or the step is entered."""
        return self.turn(session, session.turn)

    def turn(self, session: Session, turn: int) -> str:
        """The same for a turn that is still to come."""
        return f"{self.public_url}/voice/{session.key}/{quote(session.step or '', safe='')}?turn={turn}"

    def status(self, key: str) -> str:
        """Where calls that a session places tell how they end: their SID may not be known yet."""
        return f"{self.public_url}/status?session={key}"

    @property
    def recording(self) -> str:
        """Where Twilio tells of recordings."""
        return f"{self.public_url}/recording"

    @property
    def conversation(self) -> str:
        """Where Twilio tells of messages in Conversations."""
        return f"{self.public_url}/conversation"
