"""The contact of a test who writes: messages, or in a Conversation."""

from __future__ import annotations

import attrs
from tests.twilio.stand_in import Twilio

from flowc.play.happenings import Answered
from flowc.play.questions import SILENCE, Asks, Question, Reply
from flowc.rehearsal.addresses import PUBLIC_URL
from flowc.rehearsal.contact import Contact
from flowc.rehearsal.following import bare
from flowc.script.caller import FailedError


@attrs.frozen
class Chat:
    """Answers for a test wherever its run waits for a message; `name` is that of the bundle."""

    contact: Contact
    twilio: Twilio
    name: str

    async def answers(self) -> bool:
        """Whether the run waited for the contact, who has done now what the test says."""
        step = self._asking()
        if not step or self.contact.undelivered:
            return False
        self.contact.following.enter(step)
        question = self.contact.probe(step).question
        if question is None or question.asks is not Asks.REPLY:
            return False
        try:
            await self._do(step, question)
        except FailedError as error:
            self.contact.failure = error.diagnostic
        return True

    def _asking(self) -> str:
        """The step that waits for a message, or nothing."""
        state = self.contact.following.state
        is_asking = state.get("waits") and state.get("hears") and not self.contact.following.busy
        return self.contact.following.waits_at if is_asking else ""

    async def _do(self, step: str, question: Question) -> None:
        contact = self.contact
        answer = contact.caller.answer(question)
        contact.following.happenings.append(Answered(bare(step), question.asks, answer))
        if isinstance(answer, Reply):
            await self._write(answer)
            return
        probe = contact.probe(step)
        began = probe.run.clock.now
        probe.tell(SILENCE)
        contact.caller.clock.advance((probe.run.clock.now - began).total_seconds())

    async def _write(self, reply: Reply) -> None:
        start, conversation = self.contact.caller.script.start, self.contact.following.state.get("conversation")
        if conversation is None:
            url = f"{PUBLIC_URL}/{self.name}/message"
            await self.twilio.text(url, reply.body, from_=start.contact, to=start.address, media=reply.media)
            return
        found = next(one for one in self.twilio.board.conversations.all if one.sid == conversation)
        await self.twilio.write(PUBLIC_URL, reply.body, author=start.contact, conversation=found)
