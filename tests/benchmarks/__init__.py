"""Times the product beside plain code and beside the limit: `make bench`, no part of the suite."""
