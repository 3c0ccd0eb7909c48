"""Draws what came of tests: one file per format."""
