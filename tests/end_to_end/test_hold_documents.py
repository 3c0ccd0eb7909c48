"""What those hear who wait in the queue of the example `support-line`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.examples import EXAMPLES

FOLDER = EXAMPLES[0].parent
HOLD, LEAVE = FOLDER / "support-line.hold.xml", FOLDER / "support-line.leave.xml"
# What may stand in a document for `waitUrl`, and what Twilio posts to it (Twilio's page of <Enqueue>).
VERBS = {"Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather"}
POSTED = {"QueuePosition", "QueueSid", "QueueTime", "AvgQueueTime", "CurrentQueueSize", "MaxQueueSize"}


def root_of(path: Path) -> ElementTree.Element:
    return ElementTree.parse(path).getroot()  # noqa: S314 - a file of the project


@pytest.mark.parametrize("path", [HOLD, LEAVE], ids=lambda path: path.stem)
def test_a_document_holds_only_what_twilio_plays_to_those_who_wait(path: Path) -> None:
    root = root_of(path)

    assert root.tag == "Response"
    assert {element.tag for element in root.iter()} - {"Response"} <= VERBS


def test_the_document_says_the_place_in_the_queue_and_asks_for_nothing_that_is_not_posted() -> None:
    asked = set(re.findall(r"{{\s*(\w+)\s*}}", HOLD.read_text(encoding="utf-8")))

    assert "QueuePosition" in asked
    assert asked <= POSTED


def test_a_key_leads_to_the_document_that_leaves_the_queue() -> None:
    (gather,) = root_of(HOLD)
    (leave,) = root_of(LEAVE)

    assert gather.get("action") == LEAVE.name
    assert leave.tag == "Leave"


def test_attributes_and_nesting_are_those_of_twilio(shared: Path) -> None:
    known = json.loads((shared / "reference" / "twiml.json").read_text(encoding="utf-8"))["voice"]
    for path in (HOLD, LEAVE):
        for parent in root_of(path).iter():
            assert set(parent.attrib) <= set(known[parent.tag].get("attributes", {})), parent.tag
            if parent.tag != "Response":
                assert {child.tag for child in parent} <= set(known[parent.tag]["children"]), parent.tag
