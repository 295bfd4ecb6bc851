"""What the engine stands on: APScheduler's triggers, child processes, and the files it talks through.

Only the doors wire it; it imports no data library, since the engine must start where those are broken.
"""
