"""What every way of running shares. Nothing here is secret and nothing is weaker than needed."""

import logging
from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from sandbox_tracker import environment, logs
from sandbox_tracker.settings.accounts import *  # noqa: F403 - settings extend settings

# Lets classes such as `ModelAdmin[Phase]` be written with the type that they are about.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR = BASE_DIR / "var"

DEBUG = False
DEMONSTRATION = False
REQUIRE_SECOND_FACTOR = True
THROTTLE = True
PUBLIC_ADDRESS = environment.text("PUBLIC_ADDRESS", "http://127.0.0.1:8000").rstrip("/")

# Applications. Ours comes first, so that its templates win.

INSTALLED_APPS = [
    "usecases",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "django_structlog",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "usecases.audit.middleware.AuditMiddleware",
    "usecases.portal.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "sandbox_tracker.urls"
WSGI_APPLICATION = "sandbox_tracker.wsgi.application"
ASGI_APPLICATION = "sandbox_tracker.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Templates; form fields are drawn by our own templates too.

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Languages and time. Days are cut in the programme's zone, never here.

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = ["sandbox_tracker.formats"]
LANGUAGES = [
    ("en", _("English")),
    ("zh-hant", _("Traditional Chinese")),
    ("zh-hans", _("Simplified Chinese")),
]
LOCALE_PATHS = [BASE_DIR / "usecases" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files are public. Uploads are not: no address serves them but a checked view.

STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("STATIC_ROOT", str(VAR / "static")))
MEDIA_ROOT = Path(environment.text("MEDIA_ROOT", str(VAR / "files")))
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_HANDLERS = [
    "sandbox_tracker.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# A dotted path or a command; without one files wait, and none that waits is served.
FILE_SCANNER = environment.text("FILE_SCANNER")
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Messages.

DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "sandbox@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20

# Whether webhooks may go to this machine itself, for those who write a receiver.
OUTBOUND_TO_LOOPBACK = False

# Answers of reports stand apart from what limits are counted in: however much is asked, no count
# is pushed out. Each process keeps its own, and none outlives it.
_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _MEMORY, "LOCATION": "limits"},
    "answers": {"BACKEND": _MEMORY, "LOCATION": "answers"},
}

# How long what waits is not counted anew while nothing was written; 0 counts on every page.
WAITING_SECONDS = environment.number("WAITING_SECONDS", 60)

# Sessions and headers.

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}

# The API.

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["usecases.api.authentication.TokenAuthentication"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "usecases.api.schema.Schema",
    "EXCEPTION_HANDLER": "usecases.api.errors.problem",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "URL_FORMAT_OVERRIDE": None,  # `format` is a parameter of reports only
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Sandbox Tracker API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "AttachmentKind": "usecases.vocabulary.casefile.AttachmentKind",
        "Basis": "usecases.vocabulary.basis.Basis",
        "DecisionOutcome": "usecases.vocabulary.terms.DecisionOutcome",
        "DeliverableKind": "usecases.vocabulary.trials.DeliverableKind",
        "NoteKind": "usecases.vocabulary.trials.NoteKind",
        "OutcomeResult": "usecases.vocabulary.terms.OutcomeResult",
        "Precision": "usecases.vocabulary.basis.Precision",
        "QuestionKind": "usecases.vocabulary.questions.QuestionKind",
        "Stage": "usecases.vocabulary.stages.Stage",
        "Verb": "usecases.vocabulary.verbs.Verb",
    },
    "COMPONENT_NO_READ_ONLY_REQUIRED": True,  # `fields` may leave out anything
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# The assistant. A language model is an option: it selects among sentences and writes none.

ASSISTANT_MODEL_ADDRESS = environment.text("ASSISTANT_MODEL_ADDRESS")
ASSISTANT_MODEL_NAME = environment.text("ASSISTANT_MODEL_NAME", "default")
ASSISTANT_MODEL_KEY = environment.text("ASSISTANT_MODEL_KEY")
ASSISTANT_MODEL_SECONDS = 8.0

# Logs: events named in the past tense, nothing confidential.

LOGGING = logs.configuration(as_json=True, level=environment.text("LOG_LEVEL", "INFO").upper())
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line a request, at its end
