"""What is measured, a file a subject: each has `measure(run)`, which gives the rows it found.

A new group is a file here and its name in `NAMES`.
"""

NAMES = (
    *("warm", "nginx", "cold", "search", "relevance", "numbers"),
    *("papers", "archive", "memory", "weight"),
)
