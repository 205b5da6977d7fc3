"""The command line: French verbs over the same services as the windows."""
