"""Why a file is not read: a code, for which `ingest.refusing` has the words."""


class RefusedFile(Exception):
    """This file is not read; `code` says why, `most` the limit that it passes."""

    def __init__(self, code: str, most: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.most = most
