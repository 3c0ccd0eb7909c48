"""A message that comes to a number of the account, and the replies that the webhook gives as TwiML."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import httpx
from tests.twilio.addresses import joined
from tests.twilio.messaging.message import Message, Messages, names
from tests.twilio.problems import Problem, Problems
from tests.twilio.twiml.check import check
from tests.twilio.twiml.element import Element, UnparsableError, parse
from tests.twilio.voice.documents import LARGEST
from tests.twilio.web.courier import Courier
from tests.twilio.web.names import PLACES
from tests.twilio.web.webhook import Answer, Webhook

LONGEST_BODY, MOST_MEDIA, MOST_REPLIES, MOST_REDIRECTS = 1600, 10, 10, 10
FORGETS_COOKIES = 4 * 3600.0  # idle, per pair of numbers (https://www.twilio.com/docs/messaging/twiml)


@attrs.define
class Inbox:
    """Brings messages to webhooks; cookies belong to a pair of numbers."""

    messages: Messages
    courier: Courier
    problems: Problems
    cookies: dict[tuple[str, str], tuple[float, httpx.Cookies]] = attrs.field(factory=dict)

    async def receive(self, message: Message, url: str, method: str, fallback: str | None) -> list[Message]:
        """The replies that the webhook gave."""
        self.messages.consent.hear(message.from_, message.to, message.body)
        jar = self._jar(message)
        parameters = self.parameters(message)
        replies: list[Message] = []
        for _ in range(MOST_REDIRECTS):
            answer = await self.courier.ask(Webhook("message", url, parameters, method), jar)
            if answer.error is not None and fallback is not None:
                self.problems.add(Problem(answer.error, answer.reason, url))
                told = {**parameters, "ErrorCode": str(answer.error), "ErrorUrl": answer.url}
                answer = await self.courier.ask(Webhook("message-fallback", fallback, told), jar)
            document = self._document(answer)
            next_url, next_method = self._play(document, answer.url, message, replies)
            if next_url is None:
                return replies
            url, method = next_url, next_method
        self.problems.add(Problem(14107, "the documents redirect without end", url))
        return replies

    def _jar(self, message: Message) -> httpx.Cookies:
        now, pair = self.messages.clock.now, (message.from_, message.to)
        used, jar = self.cookies.get(pair, (now, httpx.Cookies()))
        if now - used > FORGETS_COOKIES:
            jar = httpx.Cookies()
        self.cookies[pair] = (now, jar)
        return jar

    def parameters(self, message: Message) -> Mapping[str, str]:
        """What the webhook of an incoming message says.

        Source: https://www.twilio.com/docs/messaging/guides/webhook-request
        """
        places = {f"{party}{place}": "" for party in ("From", "To") for place in PLACES}
        media = {f"MediaUrl{number}": url for number, url in enumerate(message.media)}
        kinds = {f"MediaContentType{number}": "image/jpeg" for number in range(len(message.media))}
        return {
            **names(message),
            "AccountSid": self.messages.account_sid,
            "From": message.from_,
            "To": message.to,
            "Body": message.body,
            "NumMedia": str(len(message.media)),
            "NumSegments": str(message.segments),
            "SmsStatus": "received",
            "ApiVersion": "2010-04-01",
            **({"MessagingServiceSid": message.service_sid} if message.service_sid else {}),
            **media,
            **kinds,
            **places,
            **message.extra,
        }

    def _document(self, answer: Answer) -> Element:
        """The document of an answer; an empty one for what is none."""
        nothing = Element("Response")
        if answer.error is not None:
            self.problems.add(Problem(answer.error, answer.reason, answer.url))
            return nothing
        kind = (answer.content_type or "").split(";")[0].strip().lower()
        if len(answer.body) > LARGEST:
            self.problems.add(Problem(14106, "the document has more than 64 kB", answer.url))
            return nothing
        if kind == "text/plain":
            text = answer.body.decode("utf-8", "replace")
            return Element("Response", children=(Element("Message", text=text),) if text else ())
        if kind not in {"text/xml", "application/xml", "text/html"}:
            self.problems.add(
                Problem(12300 if kind else 11200, f"`{kind}` is no Content-Type of a document", answer.url)
            )
            return nothing
        try:
            document = parse(answer.body)
        except UnparsableError as error:
            self.problems.add(Problem(12100 if answer.body else 11770, str(error), answer.url))
            return nothing
        for problem in check(document, "messaging"):
            self.problems.add(attrs.evolve(problem, where=answer.url))
        return document

    def _play(self, document: Element, url: str, message: Message, replies: list[Message]) -> tuple[str | None, str]:
        """Sends the replies of a document; where it leads to then."""
        for verb in document.children:
            if verb.name == "Redirect":
                return joined(url, verb.content), verb.get("method", "POST")
            if verb.name == "Message":
                self._reply(verb, url, message, replies)
        return None, ""

    def _reply(self, verb: Element, url: str, message: Message, replies: list[Message]) -> None:
        body = "".join(child.text for child in verb.children if child.name == "Body") or verb.text.strip()
        media = tuple(child.content for child in verb.children if child.name == "Media")
        if len(replies) == MOST_REPLIES:
            self.problems.add(Problem(14109, f"more than {MOST_REPLIES} replies", url))
            return
        if len(body) > LONGEST_BODY or not (body or media) or len(media) > MOST_MEDIA:
            what = f"{len(body)} characters and {len(media)} media"
            self.problems.add(Problem(14103, f"a reply with {what} can't be sent", url))
            return
        from_, to = verb.get("from", message.to), verb.get("to", message.from_)
        reply = self.messages.add(from_, to, body, media, direction="outbound-reply", status="queued")
        callback = verb.get("statusCallback") or verb.get("action")
        reply.callback = joined(url, callback) if callback else None
        replies.append(reply)
        self.messages.deliver(reply, self.messages.outcome(to))
