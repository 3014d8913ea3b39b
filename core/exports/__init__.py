"""Files that go out, one format a module."""
