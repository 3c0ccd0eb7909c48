"""`<Redirect>`, `<Hangup>`, `<Reject>` and `<Leave>`: where the call goes, without the caller."""

from __future__ import annotations

from tests.twilio.addresses import is_web
from tests.twilio.problems import Problem
from tests.twilio.twiml.element import Element
from tests.twilio.voice.call import CallOverError, Request
from tests.twilio.voice.session import Session


class RejectedError(CallOverError):
    """The call was refused without being answered, as `busy` or as `no-answer`."""


class LeftError(Exception):
    """A caller left a queue by `<Leave>`."""


async def redirect(session: Session, element: Element) -> Request | None:
    """The request for the address; an empty one means this document.

    Source: https://www.twilio.com/docs/voice/twiml/redirect
    """
    url = session.resolve(element.content)
    if not is_web(url):
        session.call.problem(Problem(11100, f"`<Redirect>` leads to no address: `{url}`"))
        raise CallOverError("application error")
    return Request(url, element.get("method", "POST"))


async def hangup(_: Session, __: Element) -> Request | None:
    """Ends the call.

    Raises:
        CallOverError: always.
    """
    raise CallOverError("<Hangup>")


async def reject(session: Session, element: Element) -> Request | None:
    """Refuses the call, which only one that still rings can be.

    Raises:
        RejectedError: where it was not answered yet.
        CallOverError: where it was, which Twilio takes as a mistake.

    Source: https://www.twilio.com/docs/voice/twiml/reject
    """
    if session.call.status != "ringing":
        session.call.problem(Problem(12200, "`<Reject>` comes after the call was answered", session.url))
        raise CallOverError("<Reject>")
    raise RejectedError("busy" if element.get("reason") == "busy" else "no-answer")


async def leave(session: Session, _: Element) -> Request | None:
    """Takes the caller out of a queue.

    Raises:
        LeftError: always; outside of a queue that is a mistake.
    """
    if session.kind != "wait":
        session.call.problem(Problem(12200, "`<Leave>` stands outside of a `waitUrl` document", session.url))
        return None
    raise LeftError
