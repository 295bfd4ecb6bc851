"""The target portfolio: who, how much, and what trading it costs."""
