"""The mistakes that are known: each module finds one kind, and says how to read on."""
