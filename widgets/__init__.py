"""Everything you see: panels, tables, charts and the kit they share.

May import core.domain, core.events, core.settings and core.ports only.
"""
