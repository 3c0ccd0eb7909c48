"""A bundle is whole, the same on every machine, and knows nothing of the compiler."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]  # it has no types
from packaging.requirements import Requirement
from tests.backends.twiml.bundle_of import files_of

from flowc.backends.twiml.manifest import MANIFEST
from flowc.rehearsal.worker import NEEDED

PROJECT = Path(__file__).resolve().parents[3]
TEXT = 'on call {\n  a: say "Hi {{flow.sid}}"\n  b: gather "What?" { timeout -> end }\n}\n'


def version(text: str, path: str = "main.flow") -> str:
    found = re.search(r'version="(\w+)"', files_of(text, path)["flow.py"])
    assert found is not None
    return found[1]


def test_a_bundle_has_all_that_it_takes_to_run() -> None:
    files = files_of(TEXT)

    own = [path for path in files if not path.startswith("runtime/")]
    assert own == sorted(own)
    assert own == [
        MANIFEST,
        ".env.example",
        "Dockerfile",
        "README.md",
        "app.py",
        "compose.yaml",
        "flow.py",
        "requirements-traces.txt",
        "requirements.txt",
        "twiml/a.xml",
        "twiml/response.xml",
    ]
    runtime = {path.removeprefix("runtime/") for path in files if path.startswith("runtime/")}
    assert {"__init__.py", "flow.py", "step.py", "steps/say_play.py"} <= runtime


def test_the_runtime_is_the_projects_own_with_its_licence() -> None:
    files = files_of(TEXT)

    for path, text in files.items():
        if path.startswith("runtime/") and path.endswith(".py"):
            head, _, rest = text.partition("\n")
            assert head == "# Part of the runtime of flowc. SPDX-License-Identifier: Apache-2.0"
            assert rest == (PROJECT / path).read_text(encoding="utf-8")
    assert not [path for path in files if "__pycache__" in path or path.endswith(".pyc")]


def test_no_file_of_a_bundle_imports_the_compiler() -> None:
    pattern = re.compile(r"^\s*(?:from|import)\s+flowc\b|import_module\(.flowc", re.MULTILINE)

    assert [path for path, text in files_of(TEXT).items() if pattern.search(text)] == []


def test_the_same_flow_makes_the_same_files_wherever_it_lies() -> None:
    assert files_of(TEXT, "main.flow") == files_of(TEXT, "/home/somebody/flows/main.flow")


def test_the_version_changes_with_a_step_and_with_a_document_and_with_nothing_else() -> None:
    assert re.fullmatch("[0-9a-f]{12}", version(TEXT))
    assert version(TEXT) == version(TEXT)
    assert version(TEXT) != version(TEXT.replace("What?", "Who?"))
    assert version(TEXT) != version(TEXT.replace("flow.sid", "flow.flow_sid"))
    assert version(TEXT) != version(f"{TEXT}on subflow -> b\n")
    assert version(TEXT) == version(f"# A comment.\n\n{TEXT}") == version(TEXT, "other.flow")


def test_the_requirements_are_the_versions_that_the_tests_run_with() -> None:
    lock = (PROJECT / "requirements" / "dev.lock").read_text(encoding="utf-8")
    known = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))
    wanted = re.findall(r"^([a-z0-9-]+)(?:\[\w+\])?==(\S+)$", files_of(TEXT)["requirements.txt"], re.MULTILINE)

    assert dict(wanted) == {name: known[name] for name, _ in wanted}
    assert len(wanted) == 12


def test_the_requirements_are_what_the_runtime_imports() -> None:
    packages = {
        "attrs": "attrs",
        "httpx": "httpx",
        "jinja2": "jinja2",
        "liquid": "python-liquid",
        "markupsafe": "jinja2",
        "prometheus_client": "prometheus-client",
        "psycopg": "psycopg",
        "regex": "regex",
        "sqlalchemy": "sqlalchemy",
        "starlette": "starlette",
        "structlog": "structlog",
        "twilio": "twilio",
        "uvicorn": "uvicorn",
    }
    files = files_of(TEXT)
    sources = "\n".join(text for path, text in files.items() if path.endswith(".py"))
    imported = set(re.findall(r"^(?:from|import) (\w+)", sources, re.MULTILINE))
    required = set(re.findall(r"^([a-z0-9-]+)", files["requirements.txt"], re.MULTILINE))

    assert {packages[name] for name in imported if name in packages} <= required


def test_the_extra_that_tries_bundles_has_what_they_require_in_versions_that_include_theirs() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = dict(re.findall(r"^([a-z0-9-]+)(?:\[\w+\])?==(\S+)$", files_of(TEXT)["requirements.txt"], re.MULTILINE))
    extra = {one.name: one for one in map(Requirement, project["optional-dependencies"]["twiml"])}
    own = {Requirement(one).name for one in project["dependencies"]}

    # The stand-in reads TwiML as a stranger's XML; a rehearsal keeps its runs in SQLite.
    assert set(extra) - set(pinned) == {"defusedxml"}
    assert set(pinned) - set(extra) - own == {"psycopg"}
    assert [name for name, one in extra.items() if name in pinned and pinned[name] not in one.specifier] == []
    assert {name.replace("_", "-") for name in NEEDED} == set(extra)


def test_the_name_of_the_flow_stands_in_its_page() -> None:
    page = files_of(TEXT, "feedback.flow")["README.md"]

    assert page.startswith("# feedback\n")
    assert "@FLOW@" not in page


@pytest.mark.parametrize(
    "setting", ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "PUBLIC_URL", "DATABASE_URL", "VALIDATE_SIGNATURE"]
)
def test_every_setting_stands_in_the_example_and_on_the_page(setting: str) -> None:
    files = files_of(TEXT)

    assert re.search(rf"^(# )?{setting}=", files[".env.example"], re.MULTILINE)
    assert f"`{setting}`" in files["README.md"]


def test_what_traces_need_is_at_the_versions_that_the_tests_run_with() -> None:
    lock = (PROJECT / "requirements" / "dev.lock").read_text(encoding="utf-8")
    wanted = dict(re.findall(r"^(\S+)==(\S+)$", files_of(TEXT)["requirements-traces.txt"], re.MULTILINE))

    for name in ("opentelemetry-api", "opentelemetry-sdk"):
        assert f"\n{name}=={wanted[name]} " in lock
    assert wanted["opentelemetry-exporter-otlp-proto-http"] == wanted["opentelemetry-sdk"]


def test_the_compose_file_has_two_workers_with_time_to_stop_and_a_proxy_that_knows_both() -> None:
    composed = yaml.safe_load(files_of(TEXT, "feedback.flow")["compose.yaml"])
    services = composed["services"]
    workers = [name for name, service in services.items() if service.get("build") == "."]
    proxy = composed["configs"]["proxy"]["content"]

    assert composed["name"] == "feedback"
    assert workers == ["one", "two"]
    assert re.findall(r"server (\w+):8000", proxy) == workers == services["proxy"]["depends_on"]
    for name in workers:
        assert services[name]["environment"]["DATABASE_URL"].startswith("postgresql+psycopg://sessions:")
        assert services[name]["stop_grace_period"] == "40s"  # more than the 35 that a stop may take
        assert services[name]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert "location = /metrics { deny all; }" in proxy
    assert all(re.search(r":\d", service["image"]) for service in services.values() if "image" in service)
