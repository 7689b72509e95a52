"""The name under which a file is kept and offered."""

import unicodedata

LONGEST = 100
NAMELESS = "file"

# Control characters, marks that turn the direction of writing, lone surrogates, and the two
# separators that break a line: none of them can be seen, all of them can mislead.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def kept_name(name: str) -> tuple[str, str]:
    """A file's name, made safe to keep, to show and to send back.

    Args:
        name: what the browser called the file, perhaps with a path.

    Returns:
        The name: no path, no characters that cannot be seen, in Unicode's form C, of 1 to 100
        characters, its ending in lower case; and that ending without its dot, empty if the
        name has none.
    """
    base = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(
        letter for letter in base if letter == "\t" or unicodedata.category(letter) not in UNSEEN
    )
    words = " ".join(unicodedata.normalize("NFC", seen).split()).rstrip(" .")
    stem, dot, ending = words.rpartition(".")
    if not dot or " " in ending or len(ending) > 10:
        stem, ending = words, ""
    ending = ending.lower()
    room = LONGEST - len(ending) - 1
    stem = stem.strip(" .")[:room].rstrip(" .") or NAMELESS
    return (f"{stem}.{ending}" if ending else stem), ending
