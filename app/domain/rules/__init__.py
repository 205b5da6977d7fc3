"""The rules of a session, one small function each, in one list."""
