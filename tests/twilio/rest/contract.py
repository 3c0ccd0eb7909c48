"""Requests against Twilio's published OpenAPI specification, which lies beside the checkout where it is at all."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

SPECIFICATIONS = Path(__file__).resolve().parents[4] / "shared" / "reference" / "openapi"
# In Twilio's libraries and pages, newer than the specification (https://www.twilio.com/docs/voice/api/recording).
_NEWER = frozenset({"RecordingConfigurationId"})


@attrs.frozen
class Contract:
    """What the specification says of paths and their parameters."""

    # Megabytes: asyncio writes out what a task gave, for an error that nobody sees, whenever one is run.
    specification: Mapping[str, Any] = attrs.field(repr=False)

    def check(self, method: str, path: str, parameters: Sequence[tuple[str, str]]) -> Iterator[str]:
        """What is wrong with a request: unknown parameters, missing ones, values outside of an enumeration."""
        operation = self.operation(method, path)
        if operation is None:
            yield "the specification has no such path or method"
            return
        known = self.parameters(operation)
        given = {name for name, _ in parameters}
        for name, value in parameters:
            schema = known.get(name)
            if schema is None and name not in _NEWER:
                yield f"there is no parameter {name}"
            elif schema is not None:
                yield from self.wrong(name, value, schema)
        yield from (f"{name} is missing" for name in sorted(self.required(operation) - given))

    def operation(self, method: str, path: str) -> Mapping[str, Any] | None:
        """The operation of a path; one without placeholders goes before one with them."""
        for pattern, item in sorted(self.specification["paths"].items(), key=lambda entry: entry[0].count("{")):
            if method.lower() in item and re.fullmatch(re.sub(r"\{\w+\}", r"[^/]+", pattern), path):
                found: Mapping[str, Any] = item[method.lower()]
                return found
        return None

    def parameters(self, operation: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
        """The schemas of the parameters of query and form, by name."""
        query = {one["name"]: one["schema"] for one in operation.get("parameters", ()) if one["in"] == "query"}
        return {**query, **self.form(operation).get("properties", {})}

    def required(self, operation: Mapping[str, Any]) -> frozenset[str]:
        """The parameters that have to be there."""
        query = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query" and one.get("required")}
        return frozenset(query | set(self.form(operation).get("required", ())))

    def form(self, operation: Mapping[str, Any]) -> Mapping[str, Any]:
        """The schema of the form."""
        content = operation.get("requestBody", {}).get("content", {})
        found: Mapping[str, Any] = content.get("application/x-www-form-urlencoded", {}).get("schema", {})
        return found

    def wrong(self, name: str, value: str, schema: Mapping[str, Any]) -> Iterator[str]:
        """What the value of a parameter is not."""
        schema = self.resolved(schema)
        if schema.get("type") == "array":
            for word in value.split():
                yield from self.wrong(name, word, schema["items"])
        elif "enum" in schema and value not in schema["enum"]:
            yield f"{name} is one of {', '.join(map(str, schema['enum']))}, not {value}"
        elif schema.get("type") == "boolean" and value not in {"true", "false"}:
            yield f"{name} is true or false, not {value}"
        elif schema.get("type") == "integer" and not re.fullmatch(r"-?\d+", value):
            yield f"{name} is a whole number, not {value}"
        elif schema.get("format") == "uri" and not re.match(r"https?://", value):
            yield f"{name} is an address, not {value}"

    def resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The schema that a reference leads to."""
        if "$ref" not in schema:
            return schema
        name = schema["$ref"].removeprefix("#/components/schemas/")
        found: Mapping[str, Any] = self.specification["components"]["schemas"][name]
        return found

    def properties(self, method: str, path: str, status: int) -> frozenset[str]:
        """The properties of the resource that an answer holds."""
        operation = self.operation(method, path)
        assert operation is not None
        schema = operation["responses"][str(status)]["content"]["application/json"]["schema"]
        return frozenset(self.resolved(schema)["properties"])


@functools.cache
def contract() -> Contract | None:
    """The contract of the REST API of 2010-04-01; None where the specification is not there."""
    file = SPECIFICATIONS / "twilio_api_v2010.json"
    return Contract(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None
