"""Frozen messages about what happened, and the bus that carries them. May import domain."""
