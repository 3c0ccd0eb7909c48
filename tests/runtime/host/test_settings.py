"""Settings come from the environment, and say what is missing."""

from __future__ import annotations

import pytest

from runtime.settings import Settings, SettingsError

NEEDED = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "very secret", "PUBLIC_URL": "https://example.com/ivr/"}


def test_three_settings_are_enough() -> None:
    settings = Settings.of(NEEDED)

    assert settings.public_url == "https://example.com/ivr"
    assert settings.database_url == "sqlite+aiosqlite:///./sessions.db"
    assert settings.api_base == "https://api.twilio.com"
    assert settings.validate_signature


def test_all_settings_are_read() -> None:
    settings = Settings.of(
        {
            **NEEDED,
            "DATABASE_URL": "postgresql+psycopg://host/name",
            "TWILIO_API_BASE": "http://127.0.0.1:1",
            "VALIDATE_SIGNATURE": "OFF",
        }
    )

    assert settings.database_url == "postgresql+psycopg://host/name"
    assert settings.api_base == "http://127.0.0.1:1"
    assert not settings.validate_signature


@pytest.mark.parametrize("missing", NEEDED)
def test_a_missing_setting_is_named(missing: str) -> None:
    with pytest.raises(SettingsError, match=missing):
        Settings.of({**NEEDED, missing: ""})


def test_all_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(SettingsError, match="TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, PUBLIC_URL"):
        Settings.of({})


@pytest.mark.parametrize(
    "address", ["example.com", "ftp://example.com", "https://", "https://[", "https://a/?b=c", "https://a/#b"]
)
def test_a_public_address_must_be_one(address: str) -> None:
    with pytest.raises(SettingsError, match="PUBLIC_URL is not an address"):
        Settings.of({**NEEDED, "PUBLIC_URL": address})


def test_a_switch_is_on_or_off() -> None:
    with pytest.raises(SettingsError, match="VALIDATE_SIGNATURE is `on` or `off`"):
        Settings.of({**NEEDED, "VALIDATE_SIGNATURE": "maybe"})


def test_secrets_are_not_printed() -> None:
    settings = Settings.of({**NEEDED, "DATABASE_URL": "postgresql://user:password@host/name"})

    assert "very secret" not in repr(settings)
    assert "password" not in repr(settings)
