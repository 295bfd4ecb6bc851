"""What every screen shares: the link to the desk, words, colours, icons, and the frame a panel stands in.

Knows no screen. May import core.domain, core.events, core.settings and core.ports.
"""
