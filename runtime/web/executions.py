"""`/executions`: runs are started, looked at and ended over REST, as Studio's Executions resource does it.

https://www.twilio.com/docs/studio/rest-api/v2/execution
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import time
from datetime import UTC, datetime
from hmac import compare_digest
from http import HTTPStatus

import attrs
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from runtime.conduct.conductor import Conductor
from runtime.session import Session
from runtime.settings import Settings
from runtime.values import JsonObject
from runtime.web.gate import body_of, pairs_of

# Both addresses together, in bytes (81023): widgets.md, "Limits and error codes".
_LONGEST = 300
_SID = re.compile(r"FN[0-9a-f]{32}")


@attrs.frozen
class Executions:
    """The routes. `flow_sid` is the flow's, `resource` the address of the first of them."""

    settings: Settings
    conductor: Conductor
    flow_sid: str
    resource: str

    async def create(self, request: Request) -> Response:
        """The execution that was started, with 201.

        401 without the account's SID and token, 400 for missing or malformed parameters, 409 while one
        is active for the same contact and the same address.
        """
        if not self._is_ours(request.headers.get("authorization", "")):
            return _stranger()
        sent = dict(pairs_of(await body_of(request)))
        contact, address = sent.get("To", ""), sent.get("From", "")
        for name, value in (("To", contact), ("From", address)):
            if not value or "\0" in value:
                return _error(HTTPStatus.BAD_REQUEST, 20001, f"Missing required parameter {name}")
        if len((contact + address).encode()) > _LONGEST:
            return _error(HTTPStatus.BAD_REQUEST, 81023, f"To and From are longer than {_LONGEST} bytes")
        data = _parameters(sent.get("Parameters", "{}"))
        if data is None:
            return _error(HTTPStatus.BAD_REQUEST, 20001, "Parameters is not the text of a JSON object")
        session = await self.conductor.execute(contact, address, data)
        if session is None:
            return _error(HTTPStatus.CONFLICT, 20409, f"An execution is already active for {contact}")
        now = time.time()
        return JSONResponse(self._shown(session, now, now), HTTPStatus.CREATED)

    async def one(self, request: Request) -> Response:
        """An execution; after a POST of `Status=ended` it is one that has ended.

        401 without the account's SID and token, 404 where there is none, 400 for any other change.
        """
        if not self._is_ours(request.headers.get("authorization", "")):
            return _stranger()
        ends = request.method == "POST"
        if ends and dict(pairs_of(await body_of(request))).get("Status") != "ended":
            return _error(HTTPStatus.BAD_REQUEST, 20001, "Status can be changed to ended alone")
        sid = request.path_params["sid"]
        record = await self.conductor.execution(sid, ends=ends) if _SID.fullmatch(sid) else None
        if record is None:
            return _error(HTTPStatus.NOT_FOUND, 20404, f"The requested resource /executions/{sid} was not found")
        return JSONResponse(self._shown(record.session, record.created, record.updated or record.created))

    def _is_ours(self, authorization: str) -> bool:
        scheme, _, encoded = authorization.partition(" ")
        try:
            given = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            given = b""
        wanted = f"{self.settings.account_sid}:{self.settings.auth_token}".encode()
        return compare_digest(given, wanted) and scheme.lower() == "basic"

    def _shown(self, session: Session, created: float, updated: float) -> JsonObject:
        url = f"{self.resource}/{session.sid}"
        return {
            "sid": session.sid,
            "account_sid": self.settings.account_sid,
            "flow_sid": self.flow_sid,
            "contact_channel_address": session.contact,
            "context": {},
            "status": "active" if session.end is None else "ended",
            "date_created": _moment(created),
            "date_updated": _moment(updated),
            "url": url,
            "links": {"steps": f"{url}/Steps", "execution_context": f"{url}/Context"},
        }


def _parameters(text: str) -> JsonObject | None:
    """The JSON object of a text, None where it is none."""
    try:
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _moment(seconds: float) -> str:
    """A point in time as the resource has it (ISO 8601)."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _stranger() -> Response:
    return _error(HTTPStatus.UNAUTHORIZED, 20003, "Authenticate", {"WWW-Authenticate": 'Basic realm="Twilio"'})


def _error(status: HTTPStatus, code: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """An error in the shape of Twilio's API (https://www.twilio.com/docs/usage/twilios-response)."""
    content = {
        "code": code,
        "message": message,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status.value,
    }
    return JSONResponse(content, status, headers)
