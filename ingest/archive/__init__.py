"""An office's whole archive: from a table of rows to public releases, each at its own day."""
