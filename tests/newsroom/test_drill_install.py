"""What the drill `install` reads from the guide. Doing it is `python3 dev.py drill install`."""

import subprocess

import pytest

from drills import bare, guide, install
from drills.case import NotHere

PAGE = """# Guide

```sh
not this
```

## Here

1. First:

   ```sh
   if true; then
     # not a heading
     echo one
   fi
   ```

```
what is shown
```

### Below it

```sh
echo two
```

## There

```sh
nor this
```
"""


def test_blocks_come_in_order_and_as_written(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    first = "if true; then\n  # not a heading\n  echo one\nfi\n"
    assert guide.blocks(page, "Here") == [first, "echo two\n"]
    with pytest.raises(LookupError, match="Nowhere"):
        guide.blocks(page, "Nowhere")


@pytest.mark.parametrize("section", ["One process", "One machine"])
def test_every_block_of_the_guide_is_shell(section):
    for block in guide.blocks(install.GUIDE, section):
        subprocess.run(["sh", "-n"], input=block, text=True, check=True)


def test_where_it_cannot_be_done_it_says_so(monkeypatch):
    monkeypatch.setattr(bare.os, "geteuid", lambda: 1000)
    with pytest.raises(NotHere, match="root"):
        bare.needs_root_and_programs()


def test_what_pip_is_told_here_is_told_there(monkeypatch, tmp_path):
    simple = tmp_path / "index" / "simple"
    simple.mkdir(parents=True)
    authority = tmp_path / "authority.pem"
    authority.touch()
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_CERT", str(authority))
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", f"https://index.example/simple {simple.as_uri()}")
    env, folders = bare.pip_settings()
    assert env["PIP_CERT"] == f"/mnt{authority}"
    assert env["PIP_EXTRA_INDEX_URL"] == f"https://index.example/simple file:///mnt{simple}"
    assert {str(authority), str(simple.parent)} <= set(folders)
