"""Files built in the tests: none that is hostile lies in the repository."""
