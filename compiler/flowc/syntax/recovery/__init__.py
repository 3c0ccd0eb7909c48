"""Reads texts with mistakes: mends the known ones, and sets aside no more than what cannot be read."""

from flowc.syntax.recovery.recover import Mended, mend

__all__ = ["Mended", "mend"]
