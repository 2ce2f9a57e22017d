"""The tests mirror the packages that they try."""
