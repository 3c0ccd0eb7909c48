"""What the stand-in, the host of the bundles and the outside know each other by."""

from __future__ import annotations

# Where the stand-in's webhooks say that they are led to.
PUBLIC_URL = "https://flow.example"
ACCOUNT_SID = "AC" + "0" * 31 + "1"
AUTH_TOKEN = "0123456789abcdef0123456789abcdef"  # noqa: S105 - it opens nothing but the stand-in
# Says where a request of a step was to go.
ADDRESS_HEADER = "x-rehearsed-address"
