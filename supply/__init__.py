"""What the newsroom is made of besides itself: its packages, their licences, and what is known
against them. Standard library only; nothing of the newsroom is imported."""
