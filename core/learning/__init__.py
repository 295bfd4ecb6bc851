"""Feature contracts, datasets, models, fusion, calibration and the model registry.

Empty until the multimodal line moves in. Promotion of a model is a human's act; may import pipeline and below.
"""
