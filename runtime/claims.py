"""What a flow has one active run for: a contact in a chat, or on the phone; a call that it is led."""

from __future__ import annotations


def chat(address: str, contact: str) -> str:
    """The chat of a contact with an address of Twilio's side.

    One execution at a time can be active for it: https://www.twilio.com/docs/studio/rest-api/v2/execution
    """
    return f"chat\n{address}\n{contact}".replace("\0", "")  # which PostgreSQL cannot hold


def led(call_sid: str) -> str:
    """A call that another bundle leads to a subflow: it is in one at a time."""
    return f"led\n{call_sid}"


def caller(contact: str) -> str:
    """A caller, of a flow that allows no concurrent calls."""
    return f"call\n{contact}".replace("\0", "")
