"""Jurade: the jury's desk for French professional certifications, offline."""
