"""What is let in: a request of a size that Twilio sends, well formed, and signed by Twilio."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import parse_qsl, quote, urlsplit

import attrs
from starlette.exceptions import HTTPException
from starlette.requests import Request

from runtime.settings import Settings
from runtime.signature import Form, Signatures

# Far more than Twilio sends: a message has 1,600 characters, and some dozens of parameters.
MOST_BYTES = 262_144
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
# Of our own addresses, and of no interest to a flow.
_OURS = frozenset({"turn", "again", "session", "bodySHA256"})
_SID = re.compile(r"[A-Za-z0-9]{1,64}")


@attrs.frozen
class Sent:
    """What came in: the parameters of query and form, each name with its last value, and the query's own.

    `parameters` are without those that only our addresses have.
    """

    parameters: Mapping[str, str]
    query: Mapping[str, str]

    def sid(self, name: str) -> str:
        """A SID that must be there. Raises HTTPException, 400, where it is not."""
        value = self.parameters.get(name, "")
        if not _SID.fullmatch(value):
            raise HTTPException(HTTPStatus.BAD_REQUEST, f"no {name}")
        return value


class Gate:
    """Reads requests, and turns away those that are not Twilio's."""

    def __init__(self, settings: Settings, signatures: Signatures) -> None:
        self._signatures = signatures if settings.validate_signature else None
        parts = urlsplit(settings.public_url)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self.prefix = parts.path

    async def read(self, request: Request) -> Sent:
        """What a webhook sent.

        Raises HTTPException: 413 for one that is too large, 400 for one that is malformed, 403 for one
        that is not signed by Twilio.
        """
        body = await body_of(request)
        query = pairs_of(request.scope["query_string"])
        kind = request.headers.get("content-type", _FORM).partition(";")[0].strip().lower()
        form: list[tuple[str, str]] = []
        signed: Form | str = Form()
        if kind == _JSON and body:
            signed = _text(body)
            form = _members(signed)
        elif kind == _FORM or not body:
            form = pairs_of(body)
            signed = Form.of(form)
        else:
            raise HTTPException(HTTPStatus.BAD_REQUEST, "neither a form nor JSON")
        if self._signatures is not None:
            problem = self._signatures.problem(self._url(request), signed, request.headers)
            if problem is not None:
                raise HTTPException(HTTPStatus.FORBIDDEN, problem)
        merged = dict((*query, *form))
        return Sent({name: value for name, value in merged.items() if name not in _OURS}, dict(query))

    def _url(self, request: Request) -> str:
        """The address that Twilio asked for: the public one, with path and query byte by byte as they came."""
        raw: bytes = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
        path = raw.partition(b"?")[0].decode("latin-1")
        query: bytes = request.scope["query_string"]
        whole = path if self.prefix and path.startswith(self.prefix + "/") else self.prefix + path
        return f"{self._origin}{whole}" + (f"?{query.decode('latin-1')}" if query else "")


async def body_of(request: Request) -> bytes:
    """The body of a request. Raises HTTPException, 413, before more than the limit is read."""
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > MOST_BYTES:
        raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return body


def pairs_of(encoded: bytes) -> list[tuple[str, str]]:
    """The parameters of a form or a query, empty ones too. Raises HTTPException, 400, for what is neither."""
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, strict_parsing=bool(encoded), errors="strict")
    except ValueError:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "malformed parameters") from None


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "JSON that is not UTF-8") from None


def _members(text: str) -> list[tuple[str, str]]:
    """The texts and numbers of a JSON object."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "malformed JSON") from None
    if not isinstance(value, dict):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "JSON that is no object")
    return [(name, str(one)) for name, one in value.items() if isinstance(one, str | int | float)]
