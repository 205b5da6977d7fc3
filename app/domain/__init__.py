"""The trade in pure Python: référentiel, marks, rules, timing, outcomes, identity."""
