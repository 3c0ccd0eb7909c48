"""Whether a request is Twilio's, or another bundle's: its signature, over the exact address and parameters.

https://www.twilio.com/docs/usage/webhooks/webhooks-security
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs
from twilio.request_validator import RequestValidator, compare  # type: ignore[import-untyped]  # it has no types

_HEADER = "x-twilio-signature"
# Names the key that signed, where that is not the account's auth token:
# https://www.twilio.com/docs/usage/webhooks/webhook-shared-keys
_SCHEME = "x-twilio-webhooks-signature-settings"


class Form(dict[str, list[str]]):
    """The parameters of a form: each name with all its values, as the validator asks for them."""

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Form:
        """The form of names and values, of which names may be repeated."""
        form = cls()
        for name, value in pairs:
            form.setdefault(name, []).append(value)
        return form

    def getall(self, name: str) -> list[str]:
        """The values of a name."""
        return self[name]


@attrs.frozen
class Signatures:
    """Checks signatures by the auth token, and by the secrets of shared keys, each under its key's ID."""

    auth_token: str = attrs.field(repr=False)
    shared_keys: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    def sign(self, url: str, form: Mapping[str, str]) -> dict[str, str]:
        """The headers by which a request to another bundle of the account is known as one of ours."""
        return {_HEADER: RequestValidator(self.auth_token).compute_signature(url, form)}

    def problem(self, url: str, sent: Form | str, headers: Mapping[str, str]) -> str | None:
        """What is wrong with a request's signature, None where it is Twilio's.

        `url` is what Twilio asked for, with the bytes of path and query as they came. `sent` is the form,
        empty for GET, or the text of a JSON body, whose hash is part of the address.
        """
        given = headers.get(_HEADER)
        if not given:
            return "no signature"
        secret, algorithm = self.auth_token, None
        if _SCHEME in headers:
            scheme = _scheme(headers[_SCHEME])
            secret, algorithm = self.shared_keys.get(scheme.get("key", ""), ""), scheme.get("algorithm", "")
            if not secret:
                return "signed with a shared key that we were not given"
            if algorithm != "HMAC_SHA256":
                return "signed by an algorithm that shared keys do not have"
        if isinstance(sent, str) and "bodySHA256=" not in url:
            return "a body that is not signed"
        return None if _is_signed(RequestValidator(secret), url, sent, given, algorithm) else "wrong signature"


def _is_signed(validator: RequestValidator, url: str, sent: Form | str, given: str, algorithm: str | None) -> bool:
    """Whether the signature is right. Most are at once; the validator tries each address with and without its port."""
    if isinstance(sent, Form) and algorithm is None and compare(validator.compute_signature(url, sent), given):
        return True
    return bool(validator.validate(url, sent, given, algorithm))


def _scheme(text: str) -> dict[str, str]:
    """`key=…,algorithm=…` as a mapping."""
    pairs = (part.partition("=") for part in text.split(","))
    return {name.strip(): value.strip() for name, _, value in pairs}
