"""The bill of materials: CycloneDX 1.6, of the packages that are installed here.

    python -m supply.sbom > newsroom.cdx.json

Source: https://cyclonedx.org/docs/1.6/json/
"""

import json
import re
import sys
import tomllib
import uuid
from typing import Any

from supply.licences import licence_of
from supply.packages import ROOT, installed

# Of what is the same, the same name (RFC 4122, 4.3).
NAMESPACE = uuid.UUID("6f6b1c1e-6a0b-5c0e-9d3c-2f5a5b0d8a11")


def bill() -> dict[str, Any]:
    """The bill; the same packages give the same one, so it holds no time."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    itself = f"pkg:generic/{project['name']}@{project['version']}"
    here = sorted(installed(), key=lambda one: _plain(one[0].name))
    components = []
    for one, package in here:
        name = _plain(one.name)
        component: dict[str, Any] = {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{package.version}",
            "name": name,
            "version": package.version,
            "purl": f"pkg:pypi/{name}@{package.version}",
            "externalReferences": [
                {
                    "type": "distribution",
                    "url": f"https://pypi.org/project/{name}/{package.version}/#files",
                    "hashes": [{"alg": "SHA-256", "content": content} for content in one.hashes],
                }
            ],
        }
        if licence := licence_of(package):
            component["licenses"] = [{"expression": licence}]
        components.append(component)
    known = {component["name"]: component["bom-ref"] for component in components}
    needs = [
        {"ref": known[_plain(one.name)], "dependsOn": _needed(package.requires or [], known)}
        for one, package in here
    ]
    said = json.dumps(components, sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, said)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": itself,
                "name": project["name"],
                "version": project["version"],
            }
        },
        "components": components,
        "dependencies": [{"ref": itself, "dependsOn": sorted(known.values())}, *needs],
    }


def _plain(name: str) -> str:
    """A package's name as the index writes it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed(required: list[str], known: dict[str, str]) -> list[str]:
    named = [re.match(r"[A-Za-z0-9._-]+", one) for one in required if "extra ==" not in one]
    return sorted({known[_plain(one[0])] for one in named if one and _plain(one[0]) in known})


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=1)
    sys.stdout.write("\n")
