"""FLW606: on demand, a flow's messages tell how to get no more of them."""

from __future__ import annotations

import pytest
from tests.checks.found import trail
from tests.many_files import found_in

from flowc.compile import check
from flowc.diagnostics.selectors import chosen_by
from flowc.settings import ProjectSettings

ON_DEMAND = '\n# ---- flowc.toml\nselect = ["no-opt-out"]\n'
FIRST = 'send "New lamps!" { failed -> end }'


def found(text: str) -> list[str]:
    return [one.code for one in found_in(text + ON_DEMAND)]


def test_messages_that_are_silent_of_it_are_found_at_the_first() -> None:
    (finding,) = found_in(f'on request {{\n{FIRST}\nsend "And owls." {{ failed -> end }}\n}}' + ON_DEMAND)

    assert (finding.code, finding.severity.value, finding.span.line) == ("FLW606", "warning", 2)
    assert trail(finding) == [("1. the run begins with `request`", 1)]


@pytest.mark.parametrize(
    "text",
    [
        'send "Answer STOP to end." { failed -> end }',
        'ask "To unsubscribe, answer STOP." { timeout, deliveryFailure -> end }',
        'send "{{flow.data.text}}" { failed -> end }',
        "send message_type=content_template content_sid=HX0123456789abcdef0123456789abcdef { failed -> end }",
        'send "Zum Abmelden: ENDE" { failed -> end }',
    ],
)
def test_one_message_that_tells_it_or_may_is_enough(text: str) -> None:
    assert found(f"on request {{\n{FIRST}\n{text}\n}}") == []


def test_a_flow_without_messages_has_nothing_to_tell() -> None:
    assert found('on call { say "Hello." }') == []


# --- On demand


def test_without_a_demand_it_is_not_looked_for() -> None:
    assert check(f"on request {{ {FIRST} }}").diagnostics == ()
    assert found_in(f'on request {{ {FIRST} }}\n# ---- flowc.toml\n[rules]\nFLW601 = "error"\n') == []


@pytest.mark.parametrize("rule", ["FLW606", "no-opt-out"])
@pytest.mark.parametrize("level", ["error", "warning", "info"])
def test_a_level_of_its_own_is_a_demand(rule: str, level: str) -> None:
    found = found_in(f'on request {{ {FIRST} }}\n# ---- flowc.toml\n[rules]\n{rule} = "{level}"\n')

    assert [(one.code, one.severity.value) for one in found] == [("FLW606", level)]


@pytest.mark.parametrize(
    "settings", ['[rules]\nFLW6 = "error"', 'select = ["FLW6"]', 'select = ["FLW"]', "strict = true"]
)
def test_the_beginning_of_codes_is_none(settings: str) -> None:
    assert found_in(f"on request {{ {FIRST} }}\n# ---- flowc.toml\n{settings}\n") == []


@pytest.mark.parametrize(
    "settings", ['ignore = ["FLW606"]\n[rules]\nFLW606 = "error"', 'select = ["FLW606"]\n[rules]\nFLW606 = "off"']
)
def test_off_is_stronger_than_a_demand_but_a_selection_is_not_weaker(settings: str) -> None:
    codes = [one.code for one in found_in(f"on request {{ {FIRST} }}\n# ---- flowc.toml\n{settings}\n")]

    assert codes == ([] if "ignore" in settings else ["FLW606"])


def test_the_command_line_demands_it_too() -> None:
    chosen = [one for one in [chosen_by("FLW606")] if one]

    assert ProjectSettings().only(chosen).demanded == {"FLW606"}
    assert ProjectSettings().only(chosen).without(chosen).demanded == set()
    assert ProjectSettings().demanded == set()


def test_a_comment_that_allows_it_is_not_said_to_be_idle_where_nobody_looked() -> None:
    text = f"on request {{\n{FIRST} # flowc: allow FLW606 only an answer\n}}\n"

    assert found_in(text) == []
    demanded = text + '# ---- flowc.toml\n[rules]\nFLW606 = "warning"\n'
    assert found_in(demanded) == []
    assert [one.code for one in found_in(demanded.replace("New lamps!", "Answer STOP."))] == ["FLW133"]
