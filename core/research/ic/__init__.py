"""How well a factor ranks what comes after it: information coefficients, their significance, decay and cost.

Everything works on T×N matrices of factor values and labels with a boolean mask of the names that count, and looks
past what is missing: a date with too few names, or a factor that does not vary on it, has no coefficient.
"""
