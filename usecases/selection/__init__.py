"""What is listed and counted: one selection for lists, pages, exports and figures."""
