"""The windows. They know services and domain; no SQL, no document maker, no rule."""
