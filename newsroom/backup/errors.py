"""Why a backup is not made, or not brought back."""


class BackupRefused(Exception):
    """It is not done; the text says why and what to do, for whoever runs the newsroom."""
