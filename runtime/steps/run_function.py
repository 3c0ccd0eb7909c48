"""Run Function: a Twilio Function is asked."""

from __future__ import annotations

from typing import ClassVar

import attrs

from runtime.exchange import FORM, SECONDS, Parameter, encoded, exchange, keep, outcome, parameters
from runtime.run import Run
from runtime.step import Acts, Outcome
from runtime.values import JsonObject
from runtime.world import World

# The only header that Studio tells: https://www.twilio.com/docs/studio/widget-library/run-function
_CONCURRENCY = "x-twilio-function-concurrency"


@attrs.frozen(kw_only=True)
class RunFunction(Acts):
    """Calls a Function with the parameters as a form. The SIDs are for Twilio's console: the URL decides."""

    limit: ClassVar[float] = SECONDS

    url: str
    parameters: tuple[Parameter, ...] = attrs.field(default=(), converter=parameters)
    service_sid: str | None = None
    environment_sid: str | None = None
    function_sid: str | None = None

    def intend(self, run: Run) -> JsonObject:
        """The form."""
        return {"content": encoded(run, self.parameters)}

    async def perform(self, request: JsonObject, world: World) -> Outcome:
        """`success` for an answer that is good, else `fail`."""
        answer = await exchange(world, "POST", self.url, content=str(request["content"]), content_type=FORM)
        ended = outcome(answer, "success", "fail")
        if answer is not None and _CONCURRENCY in answer.headers:
            ended.outputs["headers"] = {_CONCURRENCY: answer.headers[_CONCURRENCY]}
        return ended

    async def recover(self, request: JsonObject, world: World) -> Outcome:
        """`fail`: what the Function has done is not known, and it is not called twice."""
        return Outcome("fail")

    def took(self, run: Run, outcome: Outcome) -> None:
        """The outputs; `parsed` is merged."""
        keep(run, self.name, outcome.outputs)
