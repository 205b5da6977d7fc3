"""What a candidate may see: a name, a phase, a remaining time, and nothing else."""
