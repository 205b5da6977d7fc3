"""Where the program meets the machine: paths, settings, logging, crash reports, clock."""
