"""Starts, tests and checks the archive from a fresh clone, with nothing but Python's own library (3.6 can read it)."""
