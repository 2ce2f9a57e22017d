"""Every figure against figures written by hand or computed apart."""
