"""FLW605: secrets are found by their form, and shown to nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checks.found import findings, only, short

from flowc.checks.secrets import masked, secrets
from flowc.compile import check
from flowc.diagnostics.render import FORMATS

FOUND = ("FLW605", "warning")
HEX = "0123456789abcdef" * 2
DRAWN = "k3Jx92LmQpV7sTzR8wYb1"


@pytest.mark.parametrize(
    ("text", "secret", "kind"),
    [
        (f"AC{HEX}:{HEX}", HEX, "an account's auth token"),
        (f"SK{HEX}:{DRAWN}ABCDEFGHIJK", f"{DRAWN}ABCDEFGHIJK", "the secret of an API key"),
        ("Authorization: Basic c2hvcDpodW50ZXIyMg==", "c2hvcDpodW50ZXIyMg==", "a user's name and password"),
        (f"Bearer {DRAWN}", DRAWN, "a token"),
        ("https://shop:hunter22@example.com", "hunter22", "a password in an address"),
        ("sk_live_" + "a1B2c3D4e5F6g7H8", "sk_live_a1B2c3D4e5F6g7H8", "a key"),
        ("AKIA" + "ABCDEFGHIJKLMNOP", "AKIAABCDEFGHIJKLMNOP", "a key"),
        ("ghp_" + "a1B2c3D4e5" * 3, "ghp_" + "a1B2c3D4e5" * 3, "a token"),
        ("xoxb-" + "1234567890-abcdefghij", "xoxb-1234567890-abcdefghij", "a token"),
        ("-----BEGIN RSA PRIVATE KEY-----", "PRIVATE KEY", "a private key"),
        (f'api_key = "{DRAWN}"', DRAWN, "what looks like a key or a token"),
        (f"https://example.com/?access_token={DRAWN}&a=b", DRAWN, "what looks like a key or a token"),
        (f'"clientSecret": "{HEX}"', HEX, "what looks like a key or a token"),
    ],
)
def test_a_secret_is_known_by_its_form(text: str, secret: str, kind: str) -> None:
    (found,) = secrets(f"before {text} behind")

    assert (f"before {text} behind"[found.start : found.end], found.kind) == (secret, kind)


@pytest.mark.parametrize(
    "text",
    [
        f"workflow = WW{HEX}",
        f"token = WW{HEX}",
        'payment_token_type = "one-time"',
        "https://{{flow.variables.user}}:{{flow.variables.password}}@example.com",
        "https://example.com/@shop:3000/x",
        "https://shop:${password}@example.com",
        "mail shop@example.com: hello",
        "api_key = flow.variables.the_key_of_the_shop_2",
        'token = "aaaaaaaaaaaaaaaaaaaaaaaa1"',
        'secret = "the-owl-sings-in-the-night"',
        "Bearer {{flow.variables.token}}",
        "finish_on_key = 5",
        "Basic English for beginners",
    ],
)
def test_what_only_resembles_one_is_none(text: str) -> None:
    assert secrets(text) == []


@pytest.mark.parametrize("part", ["token", "a-", "eyJ", "://a:", "AC", "secret = ", "Bearer "])
def test_a_long_text_of_beginnings_is_read_to_its_end(part: str) -> None:
    assert all(one.start < len(part) * 20_000 + len(" token") for one in secrets(part * 20_000 + " token"))


def test_one_secret_is_one_though_two_forms_fit() -> None:
    assert len(secrets(f"token=AC{HEX}:{HEX}")) == 1
    assert len(secrets(f"token: Bearer {DRAWN}")) == 1


def test_a_mask_covers_all_but_the_beginning_and_moves_nothing() -> None:
    text = "https://shop:hunter22@example.com"

    assert masked(text, secrets(text)) == "https://shop:hu******@example.com"


@given(
    st.lists(st.sampled_from([f"Bearer {DRAWN}", "https://a:hunter22@b.c", "\n", " say ", f'token="{HEX}"', "\r\n"]))
)
def test_a_masked_text_has_no_secret_left_and_the_same_lines(parts: list[str]) -> None:
    text = " ".join(parts)
    after = masked(text, secrets(text))

    assert len(after) == len(text)
    assert [line[:2] for line in after.splitlines()] == [line[:2] for line in text.splitlines()]
    assert all(secret not in after for secret in (DRAWN, HEX, "hunter22"))


def test_a_secret_is_told_at_its_place_and_covered() -> None:
    text = 'on call {\nhttp POST "https://shop:hunter22@example.com/a" { failed -> end }\n}\n'
    found = only(text)

    assert (found.code, found.severity.value, found.span.line) == (*FOUND, 2)
    assert found.span.text == "hu******"
    for name, draw in FORMATS.items():
        assert "hunter22" not in draw([found], False), name


def test_a_comment_is_read_too() -> None:
    assert short(f'# the old one was AC{HEX}:{HEX}\non call {{ say "a" }}\n') == [(*FOUND, 1)]


DIAL = 'on call {{\ndial sip "sip:a@example.com" sip_password={} {{ hangup -> end }}\n}}\n'


@pytest.mark.parametrize("value", ["correct horse", "hunter"])
def test_a_password_of_a_declared_option_has_any_form(value: str) -> None:
    text = DIAL.format(f'"{value}"')

    assert [(one.code, one.label) for one in findings(text)] == [("FLW605", "a password")]


@pytest.mark.parametrize("value", ['"{{flow.variables.a}}"', '"${password}"', "flow.variables.a", "word"])
def test_a_password_from_elsewhere_is_none(value: str) -> None:
    text = 'param word: text = "{{flow.data.a}}"\n' + DIAL.format(value)

    assert "FLW605" not in {one.code for one in findings(text)}


def test_one_that_is_meant_can_be_allowed() -> None:
    request = 'http GET "https://shop:hunter22@example.com" { failed -> end }'
    text = f"on call {{\n{request} # flowc: allow FLW605 public anyway\n}}\n"

    assert check(text).diagnostics == ()
