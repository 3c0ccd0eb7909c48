"""What the fragment of a webhook's URL says about connecting: `#rc=2&rp=5xx`.

Source: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urldefrag

import attrs

_RANGES = {"ct": (100, 10_000), "rt": (100, 15_000), "tt": (100, 15_000), "rc": (0, 5)}
_RETRIED = frozenset({"4xx", "5xx", "ct", "rt", "all"})


class OverrideError(ValueError):
    """A value that Twilio does not take; `code` is Twilio's number for it."""

    def __init__(self, code: int, message: str) -> None:
        self.code = code
        super().__init__(message)


@attrs.frozen
class Overrides:
    """Seconds for connecting, reading and all together; how often, and after what, is tried again."""

    connect: float = 5.0
    read: float = 15.0
    total: float = 15.0
    retries: int = 1
    retried: frozenset[str] = frozenset({"ct"})

    def retries_after(self, failure: str) -> bool:
        """Whether a failure (`ct`, `rt`, `4xx`, `5xx`) is one that is tried again."""
        return failure in self.retried or "all" in self.retried


def split(url: str, limit: float = 15.0) -> tuple[str, Overrides]:
    """The URL that is requested, which has no fragment, and what its fragment says.

    The limit is Twilio's ceiling of 15 s; a test may lower it.

    Raises:
        OverrideError: where a value is not one of Twilio's; a wrong `rp` is 11243.
    """
    bare, fragment = urldefrag(url)
    values = dict(parse_qsl(fragment))
    for key, (least, most) in _RANGES.items():
        if key in values and not (values[key].isdecimal() and least <= int(values[key]) <= most):
            raise OverrideError(11100, f"`{key}` is a number from {least} to {most}, not `{values[key]}`")
    retried = frozenset(values.get("rp", "ct").split(","))
    if not retried <= _RETRIED:
        raise OverrideError(11243, f"`rp` is a list of {', '.join(sorted(_RETRIED))}, not `{values['rp']}`")
    seconds = {key: min(int(values.get(key, default)) / 1000, limit) for key, default in _DEFAULTS.items()}
    return bare, Overrides(seconds["ct"], seconds["rt"], seconds["tt"], int(values.get("rc", 1)), retried)


_DEFAULTS = {"ct": 5000, "rt": 15_000, "tt": 15_000}
