"""Lists, `json("…")` and records as values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Report = Callable[[str], list[tuple[str, str, str, str]]]
Properties = Callable[[str], dict[str, Any]]
Findings = Callable[[str], list[Any]]

SERVICE = "conversation_service_sid=IS0123456789abcdef0123456789abcdef"
HTTP = 'http POST "https://example.com"'


def started(participants: str) -> str:
    return f"on request {{ start-conversation {SERVICE} participants={participants} }}"


@pytest.mark.parametrize(
    ("statement", "name", "value"),
    [
        ('gather "a" hints=["one", "two"]', "hints", "one,two"),
        ('gather "a" hints="one, two"', "hints", "one, two"),
        ('gather "a" hints=["one", caller.SpeechResult]', "hints", "one,{{widgets.caller.SpeechResult}}"),
        ('gather "a" hints=["{{ a | append: \\", b\\" }}"]', "hints", '{{ a | append: ", b" }}'),
        ('gather "a" hints=[]', "hints", ""),
        ('gather "a" hints=[\n  "one",\n  "two",\n]', "hints", "one,two"),
        ("dial number-multi +15550100", "to", "+15550100"),
        ('say json("\\"a\\"")', "say", "a"),
        (f'{HTTP} {{ parameters = json("[]") }}', "parameters", []),
        ('agent connector_name=a connector_details=json("{}")', "connector_details", {}),
    ],
)
def test_lists_and_json_become_what_studio_takes(
    properties: Properties, statement: str, name: str, value: object
) -> None:
    assert properties(statement)[name] == value


@pytest.mark.parametrize(
    ("statement", "code", "place", "message", "advice"),
    [
        (
            'gather "a" hints=["b, c"]',
            "FLW211",
            '"b, c"',
            "an element of this list may hold no comma",
            "write two elements",
        ),
        ('gather "a" hints=[b]', "FLW208", "b", "a text needs quotes", 'write `"b"`'),
        ('gather "a" hints=[a="b"]', "FLW201", 'a="b"', "a list holds values", "for example `[1, 2]`"),
        ("gather [a]", "FLW201", "[a]", "`text` takes one value", 'for example `"…"`'),
        ('gather "a" timeout=[1, 2]', "FLW201", "[1, 2]", "`timeout` takes one value", "for example `5s`"),
        (
            f"{HTTP} {{ parameters = 5 }}",
            "FLW201",
            "5",
            "`parameters` wants pairs in a block",
            "write `parameters { … }` in the block of the statement",
        ),
        (
            'agent connector_name=a connector_details="b"',
            "FLW201",
            '"b"',
            "`connector_details` wants members in a block",
            "write `connector_details { … }` in the block of the statement",
        ),
        # json
        ("say json(5)", "FLW212", "json(5)", "`json(…)` holds one text", 'write `json("5")`'),
        ("say json()", "FLW212", "json()", "`json(…)` holds one text", 'write `json("null")`'),
        (
            'say json("a")',
            "FLW212",
            '"a"',
            "this is no JSON",
            'in JSON a text has quotes of its own: `json("\\"a\\"")`',
        ),
        ('say json("{a: 1}")', "FLW212", '"{a: 1}"', "this is no JSON", ""),
        ('say jsn("a")', "FLW201", "jsn", "`jsn(…)` is no value", "did you mean `json(…)`?"),
        ('say owl("a")', "FLW201", "owl", "`owl(…)` is no value", 'a value of any kind is written `json("…")`'),
        ('say json("5")', "FLW201", 'json("5")', "integer found, string expected", 'write the text `"5"`'),
        ('say json("null")', "FLW201", 'json("null")', "null found, string expected", "write `none` to leave it out"),
        (
            'send "a" attributes=json("{}")',
            "FLW201",
            'json("{}")',
            "object found, string expected",
            'write the text `"{}"`',
        ),
        ('record json("\\"on\\"")', "FLW201", 'json("\\"on\\"")', "string found, boolean expected", ""),
        (
            'pay payment_connector=a valid_card_types=json("[\\"owl\\"]")',
            "FLW202",
            'json("[\\"owl\\"]")',
            "`owl` is no value of `valid_card_types`",
            "the values are `visa`, `master-card`, `amex`, `maestro`, `discover`, `optima`, `jcb`, `diners-club` "
            "and `enroute`",
        ),
        (
            'http json("\\"PUT\\"") "https://example.com"',
            "FLW202",
            'json("\\"PUT\\"")',
            "`PUT` is no value of `method`",
            "the values are `GET` and `POST`",
        ),
    ],
)
def test_a_value_that_cannot_be_read_is_one_finding(
    report: Report, statement: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(statement) == [(code, place, message, advice)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("NaN", "JSON has no `NaN`"),
        ("-Infinity", "JSON has no `-Infinity`"),
        ("1e999", "a number with too many digits"),
        ("9" * 5000, "a number with too many digits"),
        ("[" * 5000 + "]" * 5000, "nested too deep"),
        ("[" * 60 + "]" * 60, "nested too deep"),
        ('{\\"a\\": 1, \\"a\\": 2}', "`a` is given twice"),
        ('\\"\\\\ud800\\"', "half of a character"),
    ],
)
def test_json_that_could_not_be_written_again_is_refused(findings: Findings, text: str, label: str) -> None:
    (finding,) = findings(f'say "a" {{ property x = json("{text}") }}')

    assert (finding.code, finding.message, finding.label) == ("FLW212", "this is no JSON that Twilio can take", label)


def test_json_tells_where_it_breaks(findings: Findings) -> None:
    (finding,) = findings('say "a" { property x = json("[1, 2") }')

    assert finding.label == "expecting ',' delimiter, at character 6 of the text"


@pytest.mark.parametrize(
    ("participants", "code", "place", "message", "advice"),
    [
        ('[participant(identity="a")]', "FLW204", "participant", "`participant` needs `type`", "add `type=…`"),
        (
            "[participnt(type=chat)]",
            "FLW201",
            "participnt",
            "`participnt(…)` is no value",
            "did you mean `participant(…)`?",
        ),
        ("[participant(type=chatt)]", "FLW202", "chatt", "`chatt` is no value of `type`", "did you mean `chat`?"),
        ("[participant(type=chat, type=sms)]", "FLW206", "type", "`type` is given twice", "keep one of them"),
        (
            '[participant(type=chat, identiy="a")]',
            "FLW205",
            "identiy",
            "`participant` has no member `identiy`",
            "did you mean `identity`?",
        ),
        ("[participant(chat)]", "FLW209", "chat", "a member has a name", "write `name=value`"),
        (
            '[participant(type="{{a}}")]',
            "FLW213",
            '"{{a}}"',
            "`type` takes no Liquid",
            "write the value itself, as `type = messaging`",
        ),
        (
            "participant(type=chat)",
            "FLW201",
            "participant(type=chat)",
            "`participants` wants a list",
            "write `participants = [participant(type=chat)]`",
        ),
        ('["a"]', "FLW201", '"a"', "`participants` wants members in a block", "write `participant(…)`"),
        ('[json("[]")]', "FLW201", 'json("[]")', "a record is wanted", 'write `json("{}")`'),
    ],
)
def test_a_record_that_cannot_be_read_is_one_finding(
    report_file: Report, participants: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report_file(started(participants)) == [(code, place, message, advice)]


@pytest.mark.parametrize(
    "participants",
    [
        "[participant(type=messaging, messaging_binding_address=flow.data.number)]",
        '[participant(type=chat, identity="owl"), participant(type="sms")]',
        '[json("{\\"type\\": \\"chat\\"}")]',
        '"{{flow.data.participants}}"',
        '"${local.participants}"',
        "[participant(type=chat, identity=none)]",
    ],
)
def test_records_stand_in_a_list(report_file: Report, participants: str) -> None:
    assert report_file(started(participants)) == []


def test_a_record_may_stand_in_a_block_of_its_own(properties: Properties) -> None:
    found = properties('agent connector_name=a { connector_details { name = "b"; addon_sid = "c" } }')

    assert found["connector_details"] == {"name": "b", "addon_sid": "c"}


@pytest.mark.parametrize(
    ("line", "code", "place", "message", "advice"),
    [
        ('nam = "b"', "FLW205", "nam", "`connector_details` has no member `nam`", "did you mean `name`?"),
        ('name = "b"; name = "c"', "FLW206", "name", "`name` is given twice", "keep one of them"),
        ('say "b"', "FLW113", 'say "b"', "a member has a name and a value", "write `name = …`"),
        ("name = [1]", "FLW201", "[1]", "`name` takes one value", ""),
    ],
)
def test_a_member_that_cannot_be_read_is_one_finding(
    report: Report, line: str, code: str, place: str, message: str, advice: str
) -> None:
    assert report(f"agent connector_name=a {{ connector_details {{ {line} }} }}") == [(code, place, message, advice)]
