"""`make bench`: the time budgets, each as a ratio to something bare measured in the same run.

Ratios, not seconds: a slow machine slows both sides. The exit code is 0 whatever the figures: people read them.
"""

import sys

from tests.benchmarks import candidate_list, deliberation, key_press, mark, planning, session, start

BUDGETS = (
    mark.measure,
    key_press.measure,
    session.measure,
    deliberation.measure,
    start.measure,
    planning.measure,
    candidate_list.measure,
)


def main() -> int:
    """Measure every budget and print one line each."""
    for measure in BUDGETS:
        for line in measure():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
