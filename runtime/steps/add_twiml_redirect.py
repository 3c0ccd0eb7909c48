"""TwiML Redirect: the call goes elsewhere, and may come back."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import attrs

from runtime.liquid import Template, template
from runtime.run import Run
from runtime.step import Parameters, Speaks

# The most that Studio waits, in seconds: https://www.twilio.com/docs/studio/widget-library/twiml-redirect
_LONGEST = 14_400
_COMES_BACK = "FlowEvent"


@attrs.frozen(kw_only=True)
class AddTwimlRedirect(Speaks):
    """Hands the call to other TwiML. That brings it back by a redirect to `/voice?FlowEvent=return&…`."""

    timeout: Template = attrs.field(default=Template("14400"), converter=template)

    def spoken(self, run: Run) -> Mapping[str, str]:
        """The values; in place of a URL that cannot be parsed stands the one of the step, which then fails.

        What the document says before is heard all the same. A constant URL was checked by the compiler.
        """
        values = super().spoken(run)
        return values if "url" not in values or _is_url(values["url"]) else {**values, "url": run.answer}

    def answered(self, run: Run, parameters: Parameters) -> str:
        """`return`, with every parameter that the other side added as an output; `fail` for a URL that was none."""
        if parameters.get(_COMES_BACK) != "return":
            return "fail"
        run.replace(self.name, {name: value for name, value in parameters.items() if name != _COMES_BACK})
        return "return"

    def due(self, run: Run) -> float | None:
        """How long the step waits for the call to come back, at most four hours."""
        text = run.render(self.timeout).strip()
        return min(int(text), _LONGEST) if text.isascii() and text.isdigit() else _LONGEST

    def timed_out(self, run: Run) -> str:
        """`timeout`; the call has been lost to the other TwiML."""
        run.lose_call()
        return "timeout"


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text.strip())
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, text.strip()))
    except ValueError:
        return False
