"""Our own addresses, as Twilio sees them."""

from __future__ import annotations

from urllib.parse import quote

import attrs

from runtime.session import Session

# By itself Twilio tells again only where nobody took up the connection; with this also after a 5xx, as we give
# while the database is away. It is never sent: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
ONCE_MORE = "#rc=5&rp=ct,5xx"


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
        return f"{self.public_url}/status?session={key}{ONCE_MORE}"

    @property
    def recording(self) -> str:
        """Where Twilio tells of recordings."""
        return f"{self.public_url}/recording{ONCE_MORE}"

    @property
    def conversation(self) -> str:
        """Where Twilio tells of messages in Conversations."""
        return f"{self.public_url}/conversation"
