"""All that was seen of a run: by Twilio, by the customer's server, and in the database."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from tests.faults.databases import SessionRow
from tests.faults.kinds import KINDS, Contact, Kind
from tests.faults.plan import Plan
from tests.twilio.stand_in import LiveCall, Message, Twilio


@attrs.frozen
class Seen:
    """What is judged: `shop` has the path and the run of each request, `sessions` the rows of each contact.

    `elsewhere` are the rows of subflows, which another bundle has begun.
    """

    plan: Plan
    twilio: Twilio
    shop: tuple[tuple[str, str], ...]
    sessions: Mapping[str, list[SessionRow]]
    died: int
    elsewhere: tuple[SessionRow, ...] = ()

    @property
    def kind(self) -> Kind:
        """The flow."""
        return KINDS[self.plan.flow]

    @property
    def contact(self) -> Contact:
        """What the contacts did."""
        return self.kind.contacts[self.plan.contact]

    def calls(self, number: str) -> list[LiveCall]:
        """The calls from or to a number, in order."""
        return [call for call in self.twilio.calls if number in (call.line.from_, call.line.to)]

    def cut_off(self, number: str) -> bool:
        """Whether a contact was lost: a second process died under the webhook by which Twilio tried once more."""
        answers = [answer for call in self.calls(number) for answer in call.transcript.webhooks]
        return self.died > 1 and any(one.webhook.kind == "fallback" and one.error is not None for one in answers)

    def subflows(self, row: SessionRow) -> list[SessionRow]:
        """The runs of the other bundle that a run has begun."""
        return [one for one in self.elsewhere if one.state["trigger"]["parent"]["execution_sid"] == row.state["sid"]]

    def asked(self, row: SessionRow) -> frozenset[str]:
        """The paths of the customer's server that a run has asked, or its subflow."""
        runs = {one.state["sid"] for one in (row, *self.subflows(row))}
        return frozenset(path for path, by in self.shop if by in runs)


def sent_to(twilio: Twilio, number: str) -> list[Message]:
    """What was sent to a number by text message, in order."""
    return [one for one in twilio.messages if one.to == number and one.direction.startswith("outbound")]
