"""ASGI entry point, for servers that prefer it."""

import os
from concurrent.futures import ThreadPoolExecutor

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox_tracker.settings.production")

application = get_asgi_application()

from sandbox_tracker.serving import refuse_demonstration_accounts  # noqa: E402 - models need settings

# In a thread of its own: a server that prefers it imports this from inside its loop.
with ThreadPoolExecutor(max_workers=1) as thread:
    thread.submit(refuse_demonstration_accounts).result()
