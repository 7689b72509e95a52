"""The images are tried with what Dockerfile and compose.yaml name, or it is said why not."""

import re

import pytest

from drills import image
from drills.case import NotHere
from drills.newsroom import ROOT


def test_whatever_they_begin_from_has_a_stand_in():
    named = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    named += re.findall(r"^ +image: (\S+:\S+)", (ROOT / "compose.yaml").read_text(), re.MULTILINE)
    assert set(named) == set(image.STANDINS.values()) - {image.STANDINS["debian"]}


def test_without_docker_it_says_so(monkeypatch):
    monkeypatch.setattr(image, "needs_root_and_programs", lambda: None)
    monkeypatch.setattr(image.shutil, "which", lambda name: None)
    with pytest.raises(NotHere, match="docker, dockerd, iptables"):
        image.compose_command()
