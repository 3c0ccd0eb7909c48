"""The list of a bundle's files is read as it was written, and leads nowhere else."""

from __future__ import annotations

import json

import pytest
from tests.backends.twiml.bundle_of import files_of

from flowc.backends.twiml.manifest import MANIFEST, listed_files

TEXT = 'on call { say "Hello." }'


def test_the_list_of_files_names_all_others() -> None:
    files = files_of(TEXT)

    assert listed_files(files[MANIFEST]) == [path for path in files if path != MANIFEST]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"files": "a"}',
        '{"files": [1]}',
        "[" * 100_000,
        *(json.dumps({"files": [path]}) for path in ("", "/etc/passwd", "../a", "a/../../b", "a\\..\\b", "./a")),
    ],
)
def test_a_list_that_leads_out_of_the_folder_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"no list of the files|Expecting value|too deep"):
        listed_files(text)
