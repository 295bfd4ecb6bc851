"""Doors and wiring: the command line and the composition root.

May import widgets and core; nothing imports it. `compose` is the only module that names concrete adapters.
"""
