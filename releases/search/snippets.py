"""The place of a text in which what was asked for stands, with the words marked."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from releases.search.asking import Question
from releases.search.words import composed, marked

LENGTH = 220  # letters of a snippet
BEFORE = 60  # of them before the first word that is marked

Span = tuple[int, int, str]  # where a word begins and ends, and which stem it met


def spans(text: str, language: str, question: Question) -> list[Span]:
    """The words of a text in NFC that were asked for."""
    sought = {form for word in question.words for form in word.forms}
    found = []
    for start, end, stems in marked(text, language):
        if met := next((stem for stem in stems if stem in sought), None):
            found.append((start, end, met))
    return found


def highlighted(text: str, language: str, question: Question) -> SafeString:
    """A whole text, such as a headline, with the words in <mark>."""
    text = composed(text)
    return _marked(text, spans(text, language, question), 0, len(text))


def snippet(text: str, language: str, question: Question) -> SafeString:
    """The part of a text that holds the most of what was asked for; nothing where none is there."""
    text = composed(text)
    found = spans(text, language, question)
    if not found:
        return SafeString()
    best = max(range(len(found)), key=lambda at: (_different(found, at), -at))
    start = _word_begins(text, max(0, found[best][0] - BEFORE))
    end = _word_ends(text, min(len(text), start + LENGTH))
    middle = _marked(text, [one for one in found if start <= one[0] and one[1] <= end], start, end)
    return format_html("{}{}{}", "… " if start else "", middle, " …" if end < len(text) else "")


def _different(found: list[Span], at: int) -> int:
    """How many different words stand within a snippet that begins with one of them."""
    last = found[at][0] + LENGTH - BEFORE
    return len({stem for _start, end, stem in found[at : at + 40] if end <= last})


def _word_begins(text: str, at: int) -> int:
    blank = text.find(" ", at)
    return at if at == 0 or blank < 0 or blank - at > BEFORE - 1 else blank + 1


def _word_ends(text: str, at: int) -> int:
    blank = text.rfind(" ", 0, at)
    return at if at == len(text) or at - blank > BEFORE else blank


def _marked(text: str, found: list[Span], start: int, end: int) -> SafeString:
    pieces = []
    for begins, ends, _stem in found:
        pieces.append((text[start:begins], text[begins:ends]))
        start = ends
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[start:end])
