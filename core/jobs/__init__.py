"""Named, idempotent, resumable steps of Night, Morning and Close: "when, and in what order?".

Talks to the world through ports only; may import pipeline, safety and below, never an adapter.
"""
