"""What is said of an archive that is not taken over, or a mapping that can't be used."""


class ArchiveRefused(ValueError):
    """It can't be done like this.

    Attributes:
        problems: everything that stands in the way, one sentence each.
    """

    def __init__(self, *problems: str) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems
