"""The watch over the desk: a pulse every second, lapses noticed, and the one question about each."""
