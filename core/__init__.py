"""The work of Housestyle: services that take plain arguments and return frozen dataclasses."""
