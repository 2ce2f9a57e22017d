"""Files in: read, checked, loaded through the verbs."""
