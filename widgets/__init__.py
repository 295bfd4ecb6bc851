"""Everything you see: panels, tables, charts and the kit they share.

Empty until the console moves in. May import core.domain, core.events, core.settings and core.ports only.
"""
