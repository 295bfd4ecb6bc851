"""Clocks: the system's, and one that stands where a replay puts it."""
