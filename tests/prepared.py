"""Django, set up. The processes of `tests.fleet` begin where this has been done already."""

import django

django.setup()
