"""The scene of every test of permissions."""

import pytest

from tests.permissions.asking import Asker
from tests.permissions.scene import Scene, build


@pytest.fixture
def scene(db: None) -> Scene:
    return build(states=("draft", "correction"))


@pytest.fixture
def asker(scene: Scene) -> Asker:
    return Asker(scene)
