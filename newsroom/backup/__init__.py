"""A whole newsroom kept elsewhere, and brought back: `manage.py backup` and `manage.py restore`.

A backup is a folder: the database as its engine writes it (`engines.py`, `of_sqlite.py`,
`of_postgresql.py`), the files that its rows name, each under its hash (`files.py`), and a manifest
of both with counts and hashes of every table (`manifest.py`, `tables.py`). It is whole when its
manifest is there, which is written last.
"""
