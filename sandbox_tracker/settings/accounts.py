"""How people sign in: by e-mail address and password, with a second factor; or by OpenID Connect.

Accounts are made by invitation, never by sign-up.
"""

from typing import Any

from sandbox_tracker import environment

AUTH_USER_MODEL = "usecases.User"
AUTHENTICATION_BACKENDS = ["usecases.portal.accounts.SignIn"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/portal/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_FORMS = {
    "login": "usecases.portal.account_forms.LoginForm",
    "reset_password": "usecases.portal.account_forms.ResetPasswordForm",
    "reset_password_from_key": "usecases.portal.account_forms.ResetPasswordKeyForm",
    "change_password": "usecases.portal.account_forms.ChangePasswordForm",
}
ACCOUNT_ADAPTER = "usecases.portal.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# How old a sign-in may be where somebody decides or signs; 0 asks for none.
FRESH_SIGN_IN_MINUTES = environment.number("FRESH_SIGN_IN_MINUTES", 15)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Sandbox Tracker"
# Addresses are vouched for by whoever made the account, not by a confirmation mail.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# How many reverse proxies of ours stand in front: their forwarded address and scheme are believed.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("TRUSTED_PROXIES", 0)
# Beside allauth's own; False turns all of them off.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"ask_for_account": "5/h/ip"}
MFA_RATE_LIMITS: dict[str, str] | bool = {}

# Single sign-on, where OIDC_SERVER names a provider: it lets in whom we know already, and asks
# for the second factor as the password does. One link starts it: no form leads to another origin.

SOCIALACCOUNT_ADAPTER = "usecases.portal.single_sign_on.SingleSignOn"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = environment.openid_connect()
