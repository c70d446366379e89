"""Fanfold: the fan-fiction archive that one person can install, hand over, freeze and move."""

__version__ = "0.1.0"
