"""What a widget speaks or plays."""

from __future__ import annotations

from flowc.play.turn import Turn

# How a text is heard; an audio file is heard otherwise.
SPOKEN = "say"


def speak(turn: Turn) -> None:
    """Lets the contact hear the text or the audio file of a widget, as often as it says."""
    fields = {**turn.fields("voice", "language"), "loop": turn.value("loop", 1)}
    for how in (SPOKEN, "play"):
        if turn.value(how) is not None:
            turn.hear(how, turn.text(how, aloud=True), fields)
