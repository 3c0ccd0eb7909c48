"""Signatures as Twilio's own library makes them, and all that is none."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it has no types

from runtime.signature import Form, Signatures

URL = "https://example.com/voice/a%20b?turn=1&x=%2B1"
TOKEN = "a token"  # noqa: S105 — it opens nothing
SIGNATURES = Signatures(TOKEN, {"key1": "a shared secret"})
SCHEME = "x-twilio-webhooks-signature-settings"


def signed(sent: Form | dict[str, str], url: str = URL, token: str = TOKEN) -> dict[str, str]:
    """The header that Twilio sends."""
    return {"x-twilio-signature": RequestValidator(token).compute_signature(url, sent)}


_names = st.text(min_size=1, max_size=8)
_pairs = st.lists(st.tuples(_names, st.text(max_size=8)), max_size=6)


@settings(max_examples=50)
@given(_pairs)
def test_whatever_twilio_signs_is_let_in(pairs: list[tuple[str, str]]) -> None:
    form = Form.of(pairs)

    assert SIGNATURES.problem(URL, form, signed(form)) is None


@settings(max_examples=50)
@given(_pairs, st.integers(min_value=0), st.text(min_size=1, max_size=3))
def test_a_changed_parameter_is_not(pairs: list[tuple[str, str]], which: int, more: str) -> None:
    form = Form.of([*pairs, ("Digits", "1")])
    header = signed(form)
    changed = [*pairs, ("Digits", "1")]
    name, value = changed[which % len(changed)]
    changed[which % len(changed)] = (name, value + more)
    # Names and values stand next to each other without a mark, so that two forms may be signed alike.
    alike = signed(Form.of(changed)) == header

    assert (SIGNATURES.problem(URL, Form.of(changed), header) is None) == alike


def test_empty_and_repeated_parameters_are_signed() -> None:
    form = Form.of([("FromCity", ""), ("MediaUrl", "b"), ("MediaUrl", "a"), ("MediaUrl", "b")])

    assert SIGNATURES.problem(URL, form, signed(form)) is None
    assert SIGNATURES.problem(URL, Form.of([("MediaUrl", "a")]), signed(form)) == "wrong signature"


@pytest.mark.parametrize("headers", [{}, {"x-twilio-signature": ""}])
def test_no_signature_is_none(headers: dict[str, str]) -> None:
    assert SIGNATURES.problem(URL, Form(), headers) == "no signature"


@pytest.mark.parametrize("given_", ["x", "é" * 28, "\0"])
def test_any_text_in_the_header_is_only_wrong(given_: str) -> None:
    assert SIGNATURES.problem(URL, Form(), {"x-twilio-signature": given_}) == "wrong signature"


def test_another_address_or_token_is_wrong() -> None:
    header = signed(Form())

    assert SIGNATURES.problem(URL.replace("%20", " "), Form(), header) == "wrong signature"
    assert SIGNATURES.problem(URL, Form(), signed(Form(), token="other")) == "wrong signature"  # noqa: S106 — as above


def test_a_body_of_json_is_signed_by_its_hash_in_the_address() -> None:
    body = json.dumps({"a": "ü"})
    url = f"{URL}&bodySHA256={hashlib.sha256(body.encode()).hexdigest()}"

    assert SIGNATURES.problem(url, body, signed({}, url)) is None
    assert SIGNATURES.problem(url, body + " ", signed({}, url)) == "wrong signature"
    assert SIGNATURES.problem(URL, body, signed({})) == "a body that is not signed"


def test_a_shared_key_signs_with_its_own_secret() -> None:
    form = Form.of([("a", "b")])
    signature = RequestValidator("a shared secret").compute_signature(URL, form, "HMAC_SHA256")
    headers = {"x-twilio-signature": signature, SCHEME: "key=key1,algorithm=HMAC_SHA256"}

    assert SIGNATURES.problem(URL, form, headers) is None
    assert SIGNATURES.problem(URL, Form(), headers) == "wrong signature"


@pytest.mark.parametrize(
    ("scheme", "problem"),
    [
        ("key=key2,algorithm=HMAC_SHA256", "signed with a shared key that we were not given"),
        ("", "signed with a shared key that we were not given"),
        ("key=key1,algorithm=HMAC_SHA1", "signed by an algorithm that shared keys do not have"),
        ("key=key1", "signed by an algorithm that shared keys do not have"),
        ("key=key1,algorithm=none", "signed by an algorithm that shared keys do not have"),
    ],
)
def test_a_shared_key_that_is_not_ours_is_refused(scheme: str, problem: str) -> None:
    assert SIGNATURES.problem(URL, Form(), {**signed(Form()), SCHEME: scheme}) == problem


def test_secrets_are_not_printed() -> None:
    assert TOKEN not in repr(SIGNATURES)
    assert "shared secret" not in repr(SIGNATURES)
