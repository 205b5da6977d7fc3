"""The session file: encrypted rows, journal, migrations and backup."""
