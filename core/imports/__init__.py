"""Files that come in, one format a module."""
