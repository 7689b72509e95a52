"""One process in another newsroom: migrated or restored, examined, and its pages asked for.

On standard input `migrate`, `restore` and `addresses`; on the other `findings` of the doctor,
`receipt` and `pages`.
"""

import hashlib
import json
import os
import sys
from contextlib import redirect_stdout

import django


def pages(addresses: list[str]) -> dict[str, list]:
    """Status and SHA-256 of each answer, asked for without a network."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    found = {}
    for address in addresses:
        answer = client.get(address)
        found[address] = [answer.status_code, hashlib.sha256(answer.getvalue()).hexdigest()]
    return found


def main() -> None:
    asked = json.load(sys.stdin)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from django.core.management import call_command

    from documents import receipts
    from numbering import examination as of_the_register
    from releases import examination as of_releases

    with redirect_stdout(sys.stderr):  # where only what was asked for is said
        if asked["migrate"]:
            call_command("migrate", verbosity=0)
        if asked["restore"]:  # it ends with what the doctor says
            call_command("restore", asked["restore"], replace=True, verbosity=0)
    findings = [*of_the_register.examine(), *of_releases.examine()]
    said = {
        "findings": [one.problem for one in findings],
        "receipt": json.dumps(receipts.receipt()),
        "pages": pages(asked["addresses"]),
    }
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
