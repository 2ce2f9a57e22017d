"""The door of every write and its trail."""
