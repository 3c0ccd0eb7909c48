"""The engine of a flow that answers Twilio's webhooks by itself: no Studio, and nothing of the compiler.

A bundle's `flow.py` declares the steps, `app.py` makes the application of them.
"""

from runtime.flow import Flow

__all__ = ["Flow"]
