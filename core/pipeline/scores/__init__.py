"""Scores: from ranked factors to one figure a symbol."""
