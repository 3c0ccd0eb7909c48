"""The TwiML target: a folder that answers Twilio's webhooks by itself, without Studio."""

from flowc.backends.twiml.bundle import APP, MANIFEST, emit, listed_files
from flowc.backends.twiml.examine import examine, refusals

__all__ = ["APP", "MANIFEST", "emit", "examine", "listed_files", "refusals"]
