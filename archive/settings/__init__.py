"""Settings: what is true everywhere in base, and one file for each way to run."""
