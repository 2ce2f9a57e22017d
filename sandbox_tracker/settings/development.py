"""For one's own machine: SQLite, demonstration accounts, mail into files, no throttling."""

from sandbox_tracker import environment, logs
from sandbox_tracker.settings.base import *  # noqa: F403 - settings extend settings
from sandbox_tracker.settings.base import INSTALLED_APPS, VAR

VAR.mkdir(exist_ok=True)

DEBUG = environment.flag("DEBUG", default=True)
SECRET_KEY = environment.text("SECRET_KEY", "development-only-" + "not-a-secret-" * 4)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

DEMONSTRATION = True
DEMO_PASSWORD = environment.text("DEMO_PASSWORD", "demonstration only please")
REQUIRE_SECOND_FACTOR = environment.flag("REQUIRE_SECOND_FACTOR", default=False)
THROTTLE = environment.flag("THROTTLE", default=False)
if not THROTTLE:
    ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False

DATABASES = {
    "default": environment.database(
        environment.text("DATABASE_URL", f"sqlite:///{VAR / 'sandbox.sqlite3'}")
    )
}

OUTBOUND_TO_LOOPBACK = environment.flag("OUTBOUND_TO_LOOPBACK", default=True)
FILE_SCANNER = environment.text("FILE_SCANNER", "usecases.workflow.scan.only_test_string")

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
if environment.text("EMAIL_URL"):
    vars().update(environment.email(environment.required("EMAIL_URL")))

# The development server hands out static files just as production does.
INSTALLED_APPS = ["whitenoise.runserver_nostatic", *INSTALLED_APPS]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

LOGGING = logs.configuration(as_json=False, level=environment.text("LOG_LEVEL", "INFO").upper())
