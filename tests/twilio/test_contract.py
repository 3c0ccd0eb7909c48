"""Requests against Twilio's OpenAPI specification."""

from __future__ import annotations

import pytest
from tests.twilio.plain_http import plain_client
from tests.twilio.rest.contract import Contract, contract
from tests.twilio.stand_in import StandInError, Twilio

ACCOUNT = "/2010-04-01/Accounts/AC1"
SPECIFICATION = Contract(
    {
        "paths": {
            "/2010-04-01/Accounts/{AccountSid}/Things.json": {
                "post": {
                    "requestBody": {
                        "content": {
                            "application/x-www-form-urlencoded": {
                                "schema": {
                                    "required": ["To"],
                                    "properties": {
                                        "To": {"type": "string"},
                                        "Events": {"type": "array", "items": {"$ref": "#/components/schemas/event"}},
                                        "Beep": {"type": "boolean"},
                                        "Limit": {"type": "integer"},
                                        "Callback": {"type": "string", "format": "uri"},
                                    },
                                }
                            }
                        }
                    }
                }
            },
            "/2010-04-01/Accounts/{AccountSid}/{Kind}.json": {"get": {"parameters": []}},
        },
        "components": {"schemas": {"event": {"type": "string", "enum": ["begun", "ended"]}}},
    }
)


def wrong(*parameters: tuple[str, str], method: str = "POST", path: str = "/Things.json") -> list[str]:
    return list(SPECIFICATION.check(method, ACCOUNT + path, parameters))


def test_a_right_request_has_nothing_against_it() -> None:
    right = [
        ("To", "+1"),
        ("Events", "begun ended"),
        ("Beep", "true"),
        ("Limit", "5"),
        ("Callback", "https://a.example"),
    ]

    assert wrong(*right) == []
    assert wrong(("To", "+1"), ("Events", "begun"), ("Events", "ended")) == []


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        (("Form", "+1"), "there is no parameter Form"),
        (("Events", "begun gone"), "Events is one of begun, ended, not gone"),
        (("Beep", "yes"), "Beep is true or false, not yes"),
        (("Limit", "many"), "Limit is a whole number, not many"),
        (("Callback", "/status"), "Callback is an address, not /status"),
    ],
)
def test_a_wrong_parameter_is_told(parameter: tuple[str, str], expected: str) -> None:
    assert wrong(("To", "+1"), parameter) == [expected]


def test_a_missing_parameter_is_told() -> None:
    assert wrong() == ["To is missing"]


def test_a_path_or_method_that_is_not_there_is_told() -> None:
    assert wrong(method="DELETE") == ["the specification has no such path or method"]
    assert wrong(path="/a/b.json") == ["the specification has no such path or method"]


def test_a_path_without_placeholders_goes_before_one_with_them() -> None:
    assert wrong(("To", "+1")) == []
    assert wrong(method="GET", path="/Others.json") == []


async def test_an_unknown_parameter_of_a_request_fails_the_test() -> None:
    if contract() is None:
        pytest.skip("../shared is absent, and with it Twilio's OpenAPI specification")

    async def send() -> None:
        async with Twilio() as twilio:
            path = f"{twilio.url}/2010-04-01/Accounts/{twilio.account_sid}/Messages.json"
            async with plain_client(auth=(twilio.account_sid, twilio.auth_token)) as http:
                await http.post(path, data={"To": "+1", "From": "+1", "Body": "Hi", "Colour": "red"})

    with pytest.raises(StandInError, match="there is no parameter Colour"):
        await send()
