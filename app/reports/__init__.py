"""Snapshot in, bytes out: PDF pages and signatures."""
