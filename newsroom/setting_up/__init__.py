"""A newsroom of one's own: its first office, and what is still to be done."""
