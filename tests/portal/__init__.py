"""The bank portal, one file a behaviour."""
