"""What all tests share: servers, promises and compiled catalogues come from tests/servers, people from tests/cast."""

pytest_plugins = ["tests.servers.plugin", "tests.cast"]
