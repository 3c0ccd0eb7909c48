"""Findings of rules lead to the page that tells more."""

from __future__ import annotations

from flowc import check


def test_too_many_widgets_leads_to_the_limits_of_twilio() -> None:
    found = check("on call {\n" + 'say "a"\n' * 1001 + "}\n").diagnostics

    assert [(one.code, one.url) for one in found] == [
        ("FLW401", "https://www.twilio.com/docs/studio/rest-api/v2/schemas"),
    ]
