"""The words of a test."""

from __future__ import annotations

from flowc import language

# What begins the run, and when.
ON, AT = "on", "at"
FROM, TO, PARAMETERS = "from", "to", "parameters"

# What the contact does.
PRESSES, SAYS, SILENT, HANGS_UP, RECORDS, WRITES = "presses", "says", "silent", "hangs-up", "records", "writes"

# What the outside does, and the clock.
GIVEN, WAITS, SUBFLOW = language.GIVEN, "waits", "subflow"

# What is expected.
HEARS, RECEIVES, ENDS = "hears", "receives", "ends"
PASSES, AVOIDS, EXPECT = language.PASSES, language.AVOIDS, language.EXPECT

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
