"""What labels look like before any factor is asked: how many, how large, how skewed, and how that changes by date.

Pure functions over arrays; nothing here reads or writes.
"""
