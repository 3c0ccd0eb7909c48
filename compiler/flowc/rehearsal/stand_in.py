"""Makes the stand-in for Twilio importable in a process of a rehearsal."""

from __future__ import annotations

import sys
from types import ModuleType

from flowc.resources import stand_in_parent

_PACKAGE = "tests"


def offer_stand_in() -> None:
    """Makes `tests.twilio` be the stand-in, whatever else is called `tests` where the process runs."""
    package = ModuleType(_PACKAGE)
    package.__path__ = [str(stand_in_parent())]
    sys.modules[_PACKAGE] = package
