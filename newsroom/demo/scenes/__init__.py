"""Illustrations in the place of photographs, one a file; each gives a `Canvas`."""
