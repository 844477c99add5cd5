"""Choosing coaching questions, measured on situations that people wrote by hand."""
