"""cfg.yaml turned into frozen, typed Settings; an unknown key refuses to start. May import domain."""
