"""What the screens are told: each file answers the questions of one screen from an opened home.

Reads only: never takes the home's lock, never writes, works while a job is writing. May import app.compose and core;
nothing but the reader imports it.
"""
