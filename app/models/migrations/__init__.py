"""Numbered, frozen steps that bring an older session file to today's shape."""
