#!/usr/bin/env python
"""Operators' entry point: `python manage.py help` lists what there is."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox_tracker.settings.development")
    execute_from_command_line(sys.argv)
