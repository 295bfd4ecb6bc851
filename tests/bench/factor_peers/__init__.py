"""What the factor bench measures the engine against: a module a peer, each in a process of its own."""
