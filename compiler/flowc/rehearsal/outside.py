"""All servers of the world but Twilio's: what a test says that they answer to steps, and TwiML elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.sax.saxutils import escape

import attrs
from starlette.types import Receive, Scope, Send
from tests.twilio.web.listener import body_of

from flowc.play.happenings import Answered, Did
from flowc.rehearsal.addresses import ADDRESS_HEADER, PUBLIC_URL
from flowc.rehearsal.contact import Contact
from flowc.rehearsal.following import bare

# Music, and whatever else is fetched in vain.
_SILENCE = "<Response><Pause length='1'/></Response>"
_AWAY = "<Response><Hangup/></Response>"


@attrs.define(eq=False)
class Outside:
    """The ASGI application; `contact` is the one of the test that is being played, `name` that of its bundle."""

    contact: Contact | None = None
    name: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request of a step, or a webhook of TwiML that is not the bundle's."""
        body = (await body_of(receive)).decode()
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        if self.contact is None:
            await _send(send, 404, "", "text/plain")
        elif ADDRESS_HEADER in headers:
            if not await self._act(self.contact, scope["method"], headers, body, send):
                # Nobody answers: uvicorn's cycle, which stands behind `send`, knows the connection.
                send.__self__.transport.abort()  # type: ignore[attr-defined]
                while (await receive())["type"] != "http.disconnect":
                    pass
        else:
            await _send(send, 200, self._document(self.contact), "text/xml")

    async def _act(self, contact: Contact, method: str, headers: Mapping[str, str], body: str, send: Send) -> bool:
        """Answers a request of a step; False where the test says that nobody does."""
        step = contact.step_of_act()
        found = contact.following.step_of(step)
        pairs = found.properties.get("parameters", ()) if found else ()
        given = [pair for pair in pairs if isinstance(pair, dict)]
        fields = request_of(method, headers[ADDRESS_HEADER], headers.get("content-type", ""), body, len(given))
        deeds = contact.probe(step).deeds
        what = next(iter(deeds), "request")
        fields = {name: value for name, value in fields.items() if name in deeds.get(what, {})}
        values = contact.outcome(what, fields, step).values
        if "status_code" not in values:
            return False
        await _send(send, int(values["status_code"]), str(values["body"]), str(values["content_type"]))
        return True

    def _document(self, contact: Contact) -> str:
        """TwiML of elsewhere: where the run waits for the call to come back, what the test says of it."""
        contact.look()
        step = contact.following.waits_at
        if not contact.following.state.get("waits") or "redirect" not in (deeds := contact.probe(step).deeds):
            return _SILENCE
        contact.following.enter(step)
        contact.following.happenings.append(Did(bare(step), "redirect", deeds["redirect"]))
        question = contact.probe(step).question
        if question is None:
            return _AWAY
        answer = contact.caller.answer(question)
        contact.following.happenings.append(Answered(bare(step), question.asks, answer))
        probe = contact.probe(step)
        result = probe.tell(answer)
        if result.event != "return":
            # The call is elsewhere when the time is over for which the run waits.
            contact.hosting.set_clock(probe.run.clock.now.timestamp() + 1, sweep=True)
            return _AWAY
        query = urlencode({"FlowEvent": "return", **{name: str(one) for name, one in result.values.items()}})
        return f"<Response><Redirect>{escape(f'{PUBLIC_URL}/{self.name}/voice?{query}')}</Redirect></Response>"


def request_of(method: str, address: str, content_type: str, body: str, parameters: int) -> dict[str, Any]:
    """A request in Studio's words: its last pairs, so many as the step has, are its parameters."""
    url, _, query = address.partition("?")
    is_form = content_type.startswith("application/x-www-form-urlencoded")
    in_body = is_form and method == "POST"
    pairs = parse_qsl(body if in_body else query, keep_blank_values=True)
    first = len(pairs) - parameters
    own, given = pairs[:first], dict(pairs[first:])
    rest = urlencode(own)
    found: dict[str, Any] = {"method": method, "url": address if in_body else url, "parameters": given}
    if not in_body and rest:
        found["url"] = f"{url}?{rest if parameters else urlsplit(address).query}"
    found["body"] = rest if in_body and parameters else body
    return found


async def _send(send: Send, status: int, body: str, content_type: str) -> None:
    headers = [(b"content-type", content_type.encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})
