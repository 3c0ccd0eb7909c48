"""The list of the files that a compilation wrote: the next one replaces these and no others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

MANIFEST = ".bundle.json"


def manifest(files: Iterable[str]) -> str:
    """The text of the list of these files."""
    return json.dumps({"files": sorted(files)}, indent=2, ensure_ascii=False) + "\n"


def listed_files(text: str) -> list[str]:
    """The paths that a list of files names. Raises ValueError where the text is no such list."""
    try:
        found = json.loads(text)
    except RecursionError:
        raise ValueError("this JSON is nested too deep") from None
    files = found.get("files") if isinstance(found, dict) else None
    if not isinstance(files, list) or not all(isinstance(one, str) and _is_inside(one) for one in files):
        raise ValueError("no list of the files of a bundle")
    return files


def _is_inside(path: str) -> bool:
    """Whether a path leads to a file below the folder that it is written in."""
    return bool(path) and not path.startswith("/") and not {"", "..", "."} & set(re.split(r"[\\/]", path))
