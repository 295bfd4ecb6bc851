"""The page of a run: what happened, turned into sections of cells and pictures.

Pure: figures in, a view model of text, cells and SVG out. No files, no template, no clock; rendering to HTML is
`core.adapters.html`. Same input, same bytes, so nothing measured (durations, sizes) goes in.
"""
