"""The fork server that the tests of a process share."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.compiled import build
from tests.faults.server import PLACES, Server
from tests.faults.shim import SOURCE


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim, compiled."""
    return build(SOURCE, tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="session")
def server(library: Path) -> Iterator[Server]:
    """A fork server with a place of its own, where a sync costs nothing if there is such a place."""
    where = next((place for place in PLACES if place.is_dir()), None)
    with TemporaryDirectory(dir=where) as place:
        server = Server(library, Path(place))
        yield server
        server.close()
