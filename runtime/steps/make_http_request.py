"""Make HTTP Request: another server is asked."""

from __future__ import annotations

from typing import ClassVar, Literal

import attrs
import structlog

from runtime.exchange import FORM, SECONDS, Parameter, encoded, exchange, keep, outcome, parameters, with_query
from runtime.liquid import Template, optional_template, template
from runtime.run import Run
from runtime.step import Acts, Outcome
from runtime.values import JsonObject
from runtime.world import World

# Studio's own server trips over it (81014): https://www.twilio.com/docs/api/errors/81014
_RESERVED = "method"

_log = structlog.get_logger(__name__)


@attrs.frozen(kw_only=True)
class MakeHttpRequest(Acts):
    """Calls a URL. Parameters go into the form of a POST of a form, and into the address of any other request."""

    limit: ClassVar[float] = SECONDS

    url: Template = attrs.field(converter=template)
    method: Literal["GET", "POST"] = "GET"
    content_type: str = FORM
    body: Template | None = attrs.field(default=None, converter=optional_template)
    parameters: tuple[Parameter, ...] = attrs.field(default=(), converter=parameters)
    add_twilio_auth: bool = False

    def intend(self, run: Run) -> JsonObject:
        """The address and the body, both with their parameters."""
        url = run.render(self.url).strip()
        body = "" if self.body is None else run.render(self.body)
        given = encoded(run, self.parameters)
        if self.method == "GET":
            return {"url": with_query(url, given), "content": None}
        if self.content_type.partition(";")[0].strip().lower() == FORM.partition(";")[0]:
            return {"url": url, "content": "&".join(filter(None, (body, given)))}
        return {"url": with_query(url, given), "content": body}

    async def perform(self, request: JsonObject, world: World) -> Outcome:
        """`success` for an answer that is good, else `failed`."""
        url, content = str(request["url"]), request["content"]
        auth = world.twilio.credentials_for(url) if self.add_twilio_auth else None
        if self.add_twilio_auth and auth is None:
            return self._refused("the account's credentials are for Twilio's API alone")
        if any(one.key == _RESERVED for one in self.parameters):
            return self._refused("a parameter is called `method`")
        answer = await exchange(
            world,
            self.method,
            url,
            content=None if content is None else str(content),
            content_type=None if content is None else self.content_type,
            auth=auth,
        )
        return outcome(answer, "success", "failed")

    async def recover(self, request: JsonObject, world: World) -> Outcome:
        """`failed`: what the server has done is not known, and it is not called twice."""
        return Outcome("failed")

    def took(self, run: Run, outcome: Outcome) -> None:
        """The outputs; `parsed` is merged."""
        keep(run, self.name, outcome.outputs)

    def _refused(self, reason: str) -> Outcome:
        _log.warning("request not made", code=81014, step=self.name, reason=reason)
        return Outcome("failed")
