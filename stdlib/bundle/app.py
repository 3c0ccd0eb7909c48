"""The application of the flow: `uvicorn app:app` answers Twilio's webhooks. This file is yours to change."""

from flow import flow
from runtime.application import create_app

# Routes of your own go in here, as `routes=[Route("/hello", hello)]`: they come before those of the runtime.
app = create_app(flow)
