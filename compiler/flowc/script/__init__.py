"""Tests of flows: what a contact does, what comes from outside, and what is expected."""
