"""pytest tests its plugin with its own plugin for that."""

pytest_plugins = ["pytester"]
