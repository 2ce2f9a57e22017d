"""For real records: refuses to start half configured, and knows no demonstration."""

from sandbox_tracker import environment
from sandbox_tracker.settings.accounts import ALLAUTH_TRUSTED_PROXY_COUNT, SOCIALACCOUNT_PROVIDERS
from sandbox_tracker.settings.base import *  # noqa: F403 - settings extend settings
from sandbox_tracker.settings.base import CACHES, STORAGES

SECRET_KEY = environment.secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = environment.names(environment.text("SECRET_KEY_FALLBACKS"))
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS")
DATABASES = {
    "default": environment.pooled(environment.database(environment.required("DATABASE_URL")))
}

REQUIRE_SECOND_FACTOR = environment.flag("REQUIRE_SECOND_FACTOR", default=True)
THROTTLE = environment.flag("THROTTLE", default=True)
if not THROTTLE:
    ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False

PUBLIC_ADDRESS = environment.secure_address(
    "PUBLIC_ADDRESS", f"https://{ALLOWED_HOSTS[0].removeprefix('.')}"
)
if SOCIALACCOUNT_PROVIDERS:
    environment.secure_address("OIDC_SERVER", "")
vars().update(environment.email(environment.text("EMAIL_URL", "smtp://localhost:25")))

# Limits are counted here: several workers need a cache that they share.
CACHES = CACHES | {"default": environment.cache(environment.text("CACHE_URL", "locmemcache://"))}

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
LANGUAGE_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = environment.number("SECURE_HSTS_SECONDS", 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
