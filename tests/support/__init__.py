"""Helpers for tests: the bundled sample's source and gold."""
