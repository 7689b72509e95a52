"""The colours that an agency's pages may have.

What each looks like stands in static/newsroom.css, once for light and once for dark pages; a test
computes that each can be read in both.
"""

from django.db import models
from django.utils.translation import pgettext_lazy


class Tint(models.TextChoices):
    INK = "ink", pgettext_lazy("colour", "ink blue")
    BLUE = "blue", pgettext_lazy("colour", "blue")
    INDIGO = "indigo", pgettext_lazy("colour", "indigo")
    PURPLE = "purple", pgettext_lazy("colour", "purple")
    MAGENTA = "magenta", pgettext_lazy("colour", "magenta")
    MAROON = "maroon", pgettext_lazy("colour", "maroon")
    BRICK = "brick", pgettext_lazy("colour", "brick red")
    BROWN = "brown", pgettext_lazy("colour", "brown")
    OLIVE = "olive", pgettext_lazy("colour", "olive")
    GREEN = "green", pgettext_lazy("colour", "green")
    TEAL = "teal", pgettext_lazy("colour", "teal")
    GREY = "grey", pgettext_lazy("colour", "grey")
