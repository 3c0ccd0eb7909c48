"""Coverage as text, as JSON and as a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import jinja2

from flowc.script.coverage import Coverage, share, total

# Covered flows by the paths of their files.
Covered = Mapping[str, Coverage]

_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Coverage of flows</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  td, th { border-bottom: 1px solid #ccc; padding: .2rem .6rem; text-align: left; vertical-align: top; }
  .missed { background: #fdd; }
  meter { width: 10rem; }
</style>
<h1>Coverage of flows</h1>
<p>{{ whole.percent }} % of {{ whole.of }} steps and exits.</p>
{% for flow in flows %}
<h2>{{ flow.path }}</h2>
<p><meter min="0" max="100" value="{{ flow.percent }}"></meter>
{{ flow.percent }} % of {{ flow.of }} steps and exits.</p>
<table>
<tr><th>Step<th>Exits
{% for step in flow.steps %}
<tr><td{% if not step.covered %} class="missed"{% endif %}>{{ step.name }}
<td>{% for exit in step.exits %}<span{% if not exit.covered %} class="missed"{% endif %}>{{ exit.name }}</span>
{%- if not loop.last %}, {% endif %}{% endfor %}
{% endfor %}
</table>
{% endfor %}
</html>
"""


def percent(part: float) -> float:
    """A share as a number of percent, rounded down to a tenth, so that only all is 100."""
    return int(part * 1000) / 10


def as_text(covered: Covered) -> str:
    """A line for each flow, and below it what is missed."""
    lines = []
    for path, coverage in covered.items():
        lines.append(_line(path, coverage.counted))
        lines += [f"  not reached: {step}" for step in coverage.missed_steps]
        missed = (one for one in coverage.missed_exits if one.step not in coverage.missed_steps)
        lines += [f"  not taken: {one.step} {one.label}" for one in missed]
    if len(covered) > 1:
        lines.append(_line("all flows", total(covered.values())))
    return "".join(f"{line}\n" for line in lines)


def _line(name: str, counted: tuple[int, int]) -> str:
    return f"{percent(share(counted)):5.1f} %  {name}: {counted[0]} of {counted[1]} steps and exits"


def as_json(covered: Covered) -> str:
    """An object with the whole, and each flow with all its steps and exits."""
    return json.dumps(_document(covered), indent=2, ensure_ascii=False) + "\n"


def as_page(covered: Covered) -> str:
    """A page that shows each flow with what is missed."""
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_PAGE).render(_document(covered)) + "\n"


def _document(covered: Covered) -> dict[str, Any]:
    flows = [{"path": path, **_counts(one.counted), "steps": _steps(one)} for path, one in covered.items()]
    return {"whole": _counts(total(covered.values())), "flows": flows}


def _counts(counted: tuple[int, int]) -> dict[str, float]:
    return {"covered": counted[0], "of": counted[1], "percent": percent(share(counted))}


def _steps(coverage: Coverage) -> list[dict[str, Any]]:
    """The steps in the order of the flow, each with its exits; the trigger's first."""
    names = dict.fromkeys([*(one.step for one in coverage.exits), *coverage.steps])
    return [
        {
            "name": name,
            "covered": name in coverage.seen_steps or name not in coverage.steps,
            "exits": [
                {"name": one.label, "covered": one in coverage.seen_exits} for one in coverage.exits if one.step == name
            ],
        }
        for name in names
    ]
