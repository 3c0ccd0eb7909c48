"""What a flow is compiled to: one folder each, none knows another."""

STUDIO = "studio"
TWIML = "twiml"

# All of them, as `--target` has them; the first is taken where none is named.
TARGETS = (STUDIO, TWIML)
