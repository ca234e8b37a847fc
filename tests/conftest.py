"""What all tests share: servers, promises and compiled catalogues come from tests/servers."""

pytest_plugins = ["tests.servers.plugin"]
