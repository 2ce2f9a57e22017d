"""For the tests: production's strictness where it can be, nothing slow, nothing outside."""

import atexit
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from sandbox_tracker import environment
from sandbox_tracker.settings.base import *  # noqa: F403 - settings extend settings

SECRET_KEY = "tests-only-" + "not-a-secret-" * 4
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES = {"default": environment.database(environment.text("DATABASE_URL", "sqlite://:memory:"))}

DEMO_PASSWORD = "demonstration only please"  # noqa: S105 - a demonstration's
REQUIRE_SECOND_FACTOR = False
THROTTLE = False
FRESH_SIGN_IN_MINUTES = 0
ASSISTANT_MODEL_ADDRESS = ""
WAITING_SECONDS = 0  # every page counts what waits, so that its queries are always the same
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(mkdtemp(prefix="sandbox-tests-"))
FILE_SCANNER = "usecases.workflow.scan.only_test_string"
atexit.register(rmtree, MEDIA_ROOT, ignore_errors=True)

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
