"""The words of a test."""

from __future__ import annotations

# What begins the run, and when.
ON, AT = "on", "at"
FROM, TO, PARAMETERS = "from", "to", "parameters"

# What the contact does.
PRESSES, SAYS, SILENT, HANGS_UP, RECORDS, WRITES = "presses", "says", "silent", "hangs-up", "records", "writes"

# What the outside does, and the clock.
GIVEN, WAITS, SUBFLOW = "given", "waits", "subflow"

# What is expected.
HEARS, RECEIVES, PASSES, AVOIDS, EXPECT, ENDS = "hears", "receives", "passes", "avoids", "expect", "ends"

LINES = (
    *(ON, AT, GIVEN, SUBFLOW),
    *(HEARS, RECEIVES, PRESSES, SAYS, SILENT, HANGS_UP, RECORDS, WRITES, WAITS),
    *(PASSES, AVOIDS, EXPECT, ENDS),
)

# How a text is compared with what is expected.
CONTAINS, REGEX, UNSET = "contains", "regex", "unset"

# Words behind `expect`.
NO, WARNING, RECORDING = "no", "warning", "recording"
SWITCH = ("on", "off")
