"""A source whose text may change while places in it stay what they are."""

from __future__ import annotations

from flowc.source import Source


class LiveSource(Source):
    """A text in pieces, each of which has room to grow behind it.

    The room is filled with blanks, so that the text says what the pieces say; a place in a piece is the
    same as long as nothing before it in its own piece has changed. It is one object through all changes,
    since places are compared by the source they are in.
    """

    def say(self, text: str) -> None:
        """Takes another text."""
        # Frozen for everybody else: nothing that reads a flow may change it.
        object.__setattr__(self, "text", text)
        self.__dict__.pop("line_starts", None)
