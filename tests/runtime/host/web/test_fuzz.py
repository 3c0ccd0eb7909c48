"""Whatever is sent, the answer is one that docs/openapi.json names: never a 500."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from starlette.routing import Route
from tests.runtime.host.hosted import documents, flow_of, settings_for
from tests.runtime.host.web.fuzzing import OPENAPI, Target, raw, target, try_requests

from runtime import create_app

_SHORT = settings(
    max_examples=3,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    folder = tmp_path_factory.mktemp("fuzzed")
    with target(folder / "twiml", f"sqlite+aiosqlite:///{folder}/sessions.db") as found:
        yield found


@pytest.mark.filterwarnings("ignore")  # what schemathesis and its parts warn of is nothing of ours
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_no_request_is_answered_by_what_the_document_does_not_name(served: Target, mode: GenerationMode) -> None:
    """Each POST is tried with what fits its document, and with what does not; the long form has GET as well."""

    def is_right(found: str | None) -> None:
        assert found is None

    posted = [operation for operation in served.operations() if operation.method == "post"]
    tried = [try_requests(served, operation, mode, _SHORT, is_right) for operation in posted]
    assert tried.count(True) >= 5


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw)
def test_no_bytes_break_the_server(served: Target, sent: bytes) -> None:
    assert served.wrong_bytes(sent) is None


@pytest.mark.parametrize(
    ("path", "status", "text", "found"),
    [
        ("/message", 200, "", None),
        ("/message", 405, "", None),
        ("/message", 401, "", "POST /message: 401"),
        ("/message", 500, "", "POST /message: 500"),
        ("/message", 503, "", "POST /message: 503"),
        ("/executions/{sid}", 307, "", None),
        ("/voice", 307, "", "POST /voice: 307"),
        ("/voice", 200, "<Redirect>/voice?again=1</Redirect>", "POST /voice: told to come again"),
    ],
)
def test_an_answer_is_wrong_that_the_document_does_not_name_or_that_hides_an_error(
    path: str, status: int, text: str, found: str | None
) -> None:
    served = Target(port=1, key="key", execution="FN1")
    operation = next(one for one in served.operations() if (one.method, one.path) == ("post", path))
    case = SimpleNamespace(
        method="POST", path=path, operation=operation, call=lambda **_: SimpleNamespace(status_code=status, text=text)
    )

    assert served.wrong(case) == found
    assert served.answers == {(path, status): 1}


def test_the_document_has_every_route(sqlite: str, tmp_path: Path) -> None:
    settings_ = settings_for(sqlite, public_url="https://flow.example.com")
    app = create_app(flow_of(start=None), settings=settings_, folder=documents(tmp_path / "twiml"))
    routes = {
        route.path: sorted((route.methods or set()) - {"HEAD"}) for route in app.routes if isinstance(route, Route)
    }
    document = json.loads(OPENAPI.read_text(encoding="utf-8"))["paths"]

    assert {path: sorted(method.upper() for method in found) for path, found in document.items()} == routes
