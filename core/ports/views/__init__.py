"""What the screens ask of a home and what they are told: frozen values only, one file a screen.

An Ask says what is wanted and can be a key; its View is the answer and says `as_of` when it was true. Both cross a
process boundary, so they hold nothing but domain values, numpy arrays and sheets.
"""
