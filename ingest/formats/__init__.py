"""What opens Word, PDF and HTML files. It runs in a process of its own, without Django.

Each format becomes one list of blocks in reading order (`blocks.Block`), which is all that comes
back to the newsroom, as JSON. See `ingest.apart` for the other side.
"""
