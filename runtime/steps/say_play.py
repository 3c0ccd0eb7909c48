"""Say/Play: text, audio or tones."""

from __future__ import annotations

from typing import ClassVar

import attrs

from runtime.step import Speaks


@attrs.frozen(kw_only=True)
class SayPlay(Speaks):
    """Speaks, plays or sends tones, and goes on; Twilio does not answer it."""

    leaves_by: ClassVar[str | None] = "audioComplete"
    speech: ClassVar[tuple[str, ...]] = ("say",)
