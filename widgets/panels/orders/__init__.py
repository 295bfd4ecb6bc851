"""Plan and orders: what is to be held and why, what went out, and what became of it."""
