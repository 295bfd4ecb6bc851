"""Pages as HTML: the templates and words of resources/report around the view models of core.pipeline.report.

Nothing else renders markup; nothing here computes a figure.
"""
