"""The command line: one module a command, each doing what a screen does, through the same services."""
