"""The référentiel: what is evaluated, through which modalités, by whom, and what may come out of it."""
