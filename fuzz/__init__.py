"""Fuzz targets: what must hold for any input, each reader and each stage on its own.

``targets`` holds the targets, ``properties`` what they check, ``seeds`` what they start from. ``run`` mutates
inputs for as long as it is let, steered by coverage (``make fuzz``); ``tests/fuzz`` tries a fixed number.
"""
