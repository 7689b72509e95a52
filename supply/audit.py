"""What is known against the packages of the lock, asked of the package index.

    python -m supply.audit [--strict]

It ends with 0 if nothing is known against any of them, 1 if something is, and 2 if that could not
be found out: an index that does not answer has not said that all is well.

Source: https://docs.pypi.org/api/json/, "vulnerabilities".
"""

import json
import os
import sys
import urllib.error
from dataclasses import dataclass, field

import dev  # it trusts what pip is set to trust
from supply.packages import pinned

INDEX = "https://pypi.org/pypi"
CLEAN, KNOWN, UNANSWERED = 0, 1, 2


@dataclass
class Outcome:
    """What was found out; all of it lines for people."""

    asked: int = 0
    against: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)  # packages that the index does not have
    unanswered: str = ""

    def status(self, strict: bool) -> int:
        if self.unanswered or not self.asked or (strict and self.unknown):
            return UNANSWERED
        return KNOWN if self.against else CLEAN


def audit(index: str) -> Outcome:
    """Ask of every package, conditional ones among them, until one is not answered.

    Args:
        index: the address below which the JSON API stands.
    """
    found = Outcome()
    for one in pinned():
        try:
            address = f"{index}/{one.name}/{one.version}/json"
            known = json.loads(dev.download(address))["vulnerabilities"]
            said = [
                _said(one.name, one.version, each) for each in known if not each.get("withdrawn")
            ]
        except urllib.error.HTTPError as error:
            if error.code != 404:
                found.unanswered = f"{one.name}: {error}"
                return found
            found.unknown.append(f"{one.name} {one.version}: the index does not know it")
            continue
        except (OSError, ValueError, KeyError, TypeError) as error:
            found.unanswered = f"{one.name}: {error!r}"
            return found
        found.asked += 1
        found.against += said
    return found


def _said(name: str, version: str, known: dict) -> str:
    mended = ", ".join(known.get("fixed_in") or []) or "no version yet"
    return f"{name} {version}: {known['id']}, mended in {mended}. {known.get('link') or ''}".strip()


def main(arguments: list[str]) -> int:
    index = os.environ.get("AUDIT_INDEX", INDEX).rstrip("/")
    found = audit(index)
    for line in (*found.against, *found.unknown):
        print(line)
    status = found.status("--strict" in arguments)
    if found.unanswered or not found.asked:
        print(f"NOT AUDITED: {dev.without_login(index)} does not answer as it should. ", end="")
        print(f"{found.unanswered} Nothing is known; try again, or set AUDIT_INDEX.")
    elif status == UNANSWERED:
        print(f"NOT AUDITED: {len(found.unknown)} packages, and --strict wants all.")
    else:
        print(f"{found.asked} packages asked for, {len(found.against)} things known against them.")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
