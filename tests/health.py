"""What every test under load or fault ends with: the doctor has nothing to say."""

from numbering import examination as of_the_register
from releases import examination as of_releases


def assert_healthy() -> None:
    """Assert that `manage.py doctor` would find nothing in the database of the test."""
    findings = [*of_the_register.examine(), *of_releases.examine()]
    assert not findings, "\n".join(finding.problem for finding in findings)
