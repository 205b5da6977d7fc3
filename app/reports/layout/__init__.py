"""The house's page and the pieces that papers are composed of."""
