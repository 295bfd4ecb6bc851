"""The tear sheet of a factor study: what it shows, as sections of tables and pictures.

Nothing here renders a page or measures a factor; the words are handed in. May import research.ic and pipeline.report.
"""
