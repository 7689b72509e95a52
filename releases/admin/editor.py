"""The editor of a body: a textarea, which a script turns into one (static/desk/editor.js)."""

from django import forms
from django.forms.widgets import Script


class Editor(forms.Textarea):
    """Takes plain text or HTML, and gives either; without its script it stays a textarea."""

    template_name = "admin/releases/release/editor.html"

    class Media:
        css = {"all": ["desk/editor.css"]}
        js = [Script("desk/editor.js", type="module")]
