"""What goes wrong with REST on request, before or after the effect: slow, refused, cut off, garbled, unanswered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import attrs


@attrs.define(eq=False)
class Fault:
    """What happens to the next requests with this method and a path with this pattern in it.

    Without `effect` the request is not carried out. `delay` is in real seconds. One of the others says what
    comes instead of the right answer: a status (with Twilio's error body), `garbage`, a `reset` of the connection,
    or `silence` until the other side gives up. With `callbacks_first` the status callbacks that the request causes
    come before its answer.
    """

    method: str
    path: str
    times: int = 1
    effect: bool = False
    delay: float = 0.0
    status: int | None = None
    garbage: bytes | None = None
    reset: bool = False
    silence: bool = False
    callbacks_first: bool = False

    def fits(self, method: str, path: str) -> bool:
        """Whether it is about this request."""
        return self.times > 0 and method == self.method and re.search(self.path, path) is not None

    def takes(self, method: str, path: str, parameters: Mapping[str, str]) -> bool:  # noqa: ARG002 - for others
        """Whether it takes this request, whose parameters another kind of fault may look at."""
        return self.fits(method, path)

    @property
    def answers_rightly(self) -> bool:
        """Whether the right answer comes in the end."""
        return not (self.status or self.garbage is not None or self.reset or self.silence)


@attrs.define
class Faults:
    """All faults of a stand-in."""

    waiting: list[Fault] = attrs.field(factory=list)

    def take(self, method: str, path: str, parameters: Mapping[str, str] = MappingProxyType({})) -> Fault | None:
        """The fault of a request, which counts it; None where all goes well."""
        for fault in self.waiting:
            if fault.takes(method, path, parameters):
                fault.times -= 1
                return fault
        return None
