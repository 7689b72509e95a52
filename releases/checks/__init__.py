"""The checks before approval: one rule, one file. `examining.py` asks them all."""
