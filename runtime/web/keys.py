"""How the keys of sessions look in our addresses."""

from __future__ import annotations

import re

KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
