"""Private throw-away servers for tests: on loopback, in a folder of their own, never as root, ended after."""
