"""One folder per screen, each with its view and its presenter."""
