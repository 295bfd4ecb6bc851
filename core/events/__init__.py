"""Frozen messages about what happened, and the bus that carries them. May import domain.

A handler that fails is itself something that happened: the others still hear the message, and then the alarm.
"""
