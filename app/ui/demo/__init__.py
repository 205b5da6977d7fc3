"""The guided demo: a whole exam day played through the real windows with key and mouse events."""
