"""The planning of a session: who is where and when, computed from the référentiel's phases."""
