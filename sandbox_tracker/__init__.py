"""Settings, addresses and entry points of the Sandbox Tracker."""
