"""Lamps, emergency bells, cameras and benches: the neighbourhood's list, and whether each works."""
