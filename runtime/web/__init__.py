"""The routes that Twilio and operators call."""
