"""What the application is told by its environment, and by nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import attrs

_NEEDED = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "PUBLIC_URL")
_SWITCH = {"on": True, "off": False}


class SettingsError(Exception):
    """An environment that lacks a setting, or has one that cannot be meant."""


def _trimmed(address: str) -> str:
    return address.rstrip("/")


@attrs.frozen(kw_only=True)
class Settings:
    """The account, our address, the database. Secrets do not show when it is printed.

    `public_url` is what Twilio sees of us, before any proxy, without a slash at its end.
    """

    account_sid: str
    auth_token: str = attrs.field(repr=False)
    public_url: str = attrs.field(converter=_trimmed)
    database_url: str = attrs.field(default="sqlite+aiosqlite:///./sessions.db", repr=False)
    api_base: str = "https://api.twilio.com"
    validate_signature: bool = True

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """The settings of an environment. Raises SettingsError, which names all that is missing."""
        given = {name: value for name, value in environment.items() if value}
        missing = [name for name in _NEEDED if name not in given]
        if missing:
            raise SettingsError(f"not set in the environment: {', '.join(missing)}")
        optional = {
            field: given[name]
            for field, name in (("database_url", "DATABASE_URL"), ("api_base", "TWILIO_API_BASE"))
            if name in given
        }
        return cls(
            account_sid=given["TWILIO_ACCOUNT_SID"],
            auth_token=given["TWILIO_AUTH_TOKEN"],
            public_url=_address("PUBLIC_URL", given["PUBLIC_URL"]),
            validate_signature=_switch("VALIDATE_SIGNATURE", given.get("VALIDATE_SIGNATURE", "on")),
            **optional,
        )


def _address(name: str, text: str) -> str:
    try:
        parts = urlsplit(text)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and not (parts.query or parts.fragment)
    except ValueError:
        good = False
    if not good:
        raise SettingsError(f"{name} is not an address that begins with https:// or http://")
    return text


def _switch(name: str, text: str) -> bool:
    if text.lower() not in _SWITCH:
        raise SettingsError(f"{name} is `on` or `off`")
    return _SWITCH[text.lower()]
