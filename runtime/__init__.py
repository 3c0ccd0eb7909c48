"""The engine of a flow that answers Twilio's webhooks by itself: no Studio, and nothing of the compiler.

A bundle's `flow.py` declares the steps, `app.py` makes the application of them by `create_app`.
Own steps derive from the classes in `runtime.step`.
"""

from runtime.application import create_app
from runtime.conduct.editions import Edition
from runtime.flow import Flow
from runtime.settings import Settings
from runtime.storage.recordings import RecordingEvent

__all__ = ["Edition", "Flow", "RecordingEvent", "Settings", "create_app"]
