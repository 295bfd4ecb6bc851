"""cfg.yaml turned into frozen, typed Settings; an unknown key refuses to start. May import domain.

`model` declares every switch with unit, default and reason; `load` lays the operator's files and environment over
them; `render` puts them into words. No secret is ever a setting.
"""
