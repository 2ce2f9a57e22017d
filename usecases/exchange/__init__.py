"""Files in and out. What comes in goes through `workflow`, like everything else."""
