"""The TwiML target: a folder that answers Twilio's webhooks by itself, without Studio."""

from flowc.backends.twiml.bundle import APP, emit
from flowc.backends.twiml.examine import crowded, examine, refusals, unmapped
from flowc.backends.twiml.manifest import MANIFEST, listed_files

__all__ = ["APP", "MANIFEST", "crowded", "emit", "examine", "listed_files", "refusals", "unmapped"]
