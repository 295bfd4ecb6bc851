"""Factors: the language they are written in, every one that comes with the house, and a researcher's own.

What they are, not how they are worked out: that is `engine`. A factor is text, and is added without any code.
"""
