"""Papers as people read them: pages, signatures, verification."""
