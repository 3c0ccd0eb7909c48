"""The application of the flow: `uvicorn app:app` answers Twilio's webhooks. This file is yours to change."""

from flow import flow
from runtime import create_app

app = create_app(flow)

# Routes of your own go here, as Starlette has them: app.add_route("/hello", hello)
