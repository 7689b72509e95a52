"""Drills: faults of every kind, done to a newsroom that is thrown away, with figures at the end.

`python3 dev.py drill` runs them (`__main__.py`), each in a newsroom of its own. A drill is a module
here with a function `drill(case)`. Where a test does the same with small numbers it calls the same
functions.
"""
