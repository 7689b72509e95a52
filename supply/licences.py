"""Under which licences the packages are, and which of those may be used here."""

import re
from importlib.metadata import Distribution

# SPDX names. Permissive ones; LGPL-3.0 and MPL-2.0 ask nothing of whoever only uses a library.
ALLOWED = {
    *(
        "0BSD",
        "Apache-2.0",
        "MIT-0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "HPND",
        "ISC",
        "MIT",
        "MIT-CMU",
    ),
    *("LGPL-3.0-only", "MPL-2.0", "PSF-2.0", "Unlicense", "Zlib"),
}
# As packages say it that have no SPDX expression yet.
SPOKEN = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd-3-clause license": "BSD-3-Clause",
    "bsd-2-clause license": "BSD-2-Clause",
    "gnu lesser general public license v3 (lgplv3)": "LGPL-3.0-only",
    "gnu lesser general public license v3 or later (lgplv3+)": "LGPL-3.0-only",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
}


def licence_of(package: Distribution) -> str:
    """The SPDX expression of a package's licence; "" where it names none that is known."""
    about = package.metadata
    for expression in about.get_all("License-Expression") or []:
        return str(expression)
    classified = [
        one.rpartition(" :: ")[2]
        for one in about.get_all("Classifier") or []
        if one.startswith("License :: OSI Approved :: ")
    ]
    for said in (*(about.get_all("License") or []), *classified):
        if said in ALLOWED:
            return said
        if known := SPOKEN.get(said.strip().lower()):
            return known
    return ""


def is_allowed(expression: str) -> bool:
    """Whether what it says can be kept: of `OR` one side is enough, of `AND` all have to be."""
    either = re.split(r"\s+OR\s+", expression.strip("() "))
    return any(
        all(one.strip("() ") in ALLOWED for one in re.split(r"\s+AND\s+", side)) for side in either
    )
