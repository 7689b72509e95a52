"""A newsroom as a textbook builds it, on the same texts: what ours is measured against.

ListView, DetailView, django-filter, `icontains`, Django's own feed, and Django's usual middleware.
Nothing of it is part of the newsroom.
"""
