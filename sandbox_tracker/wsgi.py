"""WSGI entry point, for gunicorn and its like."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox_tracker.settings.production")

application = get_wsgi_application()

from sandbox_tracker.serving import refuse_demonstration_accounts  # noqa: E402 - models need settings

refuse_demonstration_accounts()
