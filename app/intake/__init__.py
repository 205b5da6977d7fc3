"""Foreign files in: candidate lists and référentiels, with every fault located."""
