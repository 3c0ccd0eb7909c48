"""Fork Stream: a copy of the call's audio goes elsewhere."""

from __future__ import annotations

from typing import ClassVar

import attrs

from runtime.step import Speaks


@attrs.frozen(kw_only=True)
class ForkStream(Speaks):
    """Starts or stops a stream, and goes on, whatever becomes of it."""

    leaves_by: ClassVar[str | None] = "next"
