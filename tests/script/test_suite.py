"""The tests of a file, played one after the other."""

from __future__ import annotations

from tests.script.tried import scripts_in, stage_of

from flowc.script.render import coverage as drawing
from flowc.script.render.junit import junit
from flowc.script.render.text import passed, summary
from flowc.script.suite import FileResult, joined, play_all

FLOW = """
on call { menu: gather "1 or 2?" { timeout -> menu }; if menu.Digits equal_to "1" -> one }
section one { say "A" }
"""
GOOD = 'test "one" { presses 1; hears "A" }\n'
OTHER = 'test "none" { presses 2; ends }\n'
BAD = 'test "bad\\u{1}" { presses 2; hears "<A>" }\n'


def result(tests: str) -> FileResult:
    return play_all("a.flowtest", "a.flow", scripts_in(tests), stage_of(FLOW))


def test_only_the_run_of_a_test_that_failed_is_kept() -> None:
    found = result(GOOD + BAD)

    assert [bool(one.happenings) for one in found.played] == [False, True]
    assert [one.script.name for one in found.failed] == ["bad\x01"]


def test_parts_of_a_file_come_together_with_their_coverage() -> None:
    whole, (both,) = result(GOOD + OTHER), joined([result(GOOD), result(OTHER)])

    assert [one.script.name for one in both.played] == ["one", "none"]
    assert both.coverage == whole.coverage


def test_files_are_kept_apart() -> None:
    one, other = result(GOOD), FileResult("b.flowtest", "a.flow")

    assert joined([one, other]) == [one, other]


def test_results_are_counted_and_listed() -> None:
    assert summary([result(GOOD)]) == "1 passed"
    assert summary([result(GOOD), result(BAD)]) == "1 passed, 1 failed"
    assert summary([]) == "0 passed"
    assert passed(result(GOOD + OTHER)) == "passed  a.flowtest: one\npassed  a.flowtest: none\n"


def test_a_junit_report_can_hold_every_name_and_text() -> None:
    report = junit([result(GOOD + BAD)])

    assert 'name="bad\ufffd"' in report
    assert "is not `&lt;A&gt;`" in report
    assert report.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="flowc test" tests="2"')


def test_coverage_is_rounded_down_so_that_only_all_is_a_hundred() -> None:
    assert drawing.percent(0.9999) == 99.9
    assert drawing.percent(1.0) == 100
    assert drawing.percent(0.5) == 50


def test_the_page_escapes_what_it_shows() -> None:
    coverage = result(GOOD).coverage
    assert coverage is not None

    page = drawing.as_page({"<a>.flow": coverage})

    assert "<h2>&lt;a&gt;.flow</h2>" in page
    assert '<span class="missed">timeout</span>' in page
    assert "<span>match equal_to 1</span>" in page


def test_several_flows_have_a_line_for_all() -> None:
    coverage = result(GOOD).coverage
    assert coverage is not None

    text = drawing.as_text({"a.flow": coverage, "b.flow": coverage})

    assert text.count("not taken: menu timeout") == 2
    assert text.splitlines()[-1].endswith("all flows: 14 of 20 steps and exits")
