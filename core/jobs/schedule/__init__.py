"""When which job runs, and what becomes of one that is late, waits, hangs or dies: plain decisions over instants.

Nothing here asks a clock, starts a process or imports a data library: the engine must start where those are broken.
"""
