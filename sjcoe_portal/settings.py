"""One settings file. Everything that differs between machines comes from the environment."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from sjcoe_portal.databases import broker_url, database, refuse_nonsense

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
PORTAL_HOME = Path(env("PORTAL_HOME", default=str(BASE_DIR / "var"))).resolve()
PORTAL_HOME.mkdir(parents=True, exist_ok=True)
# `make run` leaves its words here, so that commands beside a running demo need none.
if (PORTAL_HOME / "demo.env").exists():
    env.read_env(PORTAL_HOME / "demo.env")

DEBUG = env.bool("DEBUG", default=False)
# A demo installation invents its data, prints codes on the console and says so on every page.
DEMO = env.bool("DEMO", default=False)
SECRET_KEY = env("SECRET_KEY", default="demo-only-key-never-for-real-families" if DEMO or DEBUG else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEMO or DEBUG else [])
SITE_URL = env("SITE_URL", default=f"http://localhost:{env('PORT', default='8000')}")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
OFFICE_CDS = env("OFFICE_CDS", default="39103970000000")
REGULATION_URL = env("REGULATION_URL", default="https://www.sjcoe.org/")
refuse_nonsense(secret_key=SECRET_KEY, office_cds=OFFICE_CDS, site_url=SITE_URL)

ROOMS = [
    "sjcoe_portal",
    "compliance",
    "evaluations",
    "policies",
    "compacts",
    "meetings",
    "resources",
    "documents",
    "feedback",
    "notices",
    "people",
    "schools",
    "regulation",
    "accounts",
]
INSTALLED_APPS = [
    "modeltranslation",
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sjcoe_portal.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    # A phone that has the page already is told so in a line.
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "schools.middleware.RolesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sjcoe_portal.middleware.NotAllowedMiddleware",
]
ROOT_URLCONF = "sjcoe_portal.urls"
WSGI_APPLICATION = "sjcoe_portal.wsgi.application"
FORM_RENDERER = "sjcoe_portal.forms.PortalRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["sjcoe_portal.templatetags.portal"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "sjcoe_portal.context.portal",
            ],
        },
    }
]

DATABASES = {"default": database(env, PORTAL_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Counts that must hold over processes and restarts: limits of sign-in, the heartbeat.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"},
    # Public pages, seconds old at most, in each process's own memory: nothing here can be down.
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1000}},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home_after_login"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Nobody signs up from outside; the library keeps its password field only where sign-up would have one.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"user_token": "accounts.forms.ResetTokenForm"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"length": 6, "numeric": True, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# In the session, for the library; what holds is counted in rows (accounts.actions.guesses).
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PREVENT_ENUMERATION = True
# The page for an unknown address sends its own message.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
# Wide by address of the network: a school has one for everybody. Narrow by account.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "request_login_code": "120/m/ip,3/m/key,20/h/key",
    "reset_password": "120/m/ip,3/m/key,20/h/key",
    "reset_password_from_key": "120/m/ip",
}
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "SJCOE"
MFA_TOTP_TOLERANCE = 1  # clocks of phones drift
MFA_ALLOW_UNVERIFIED_EMAIL = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
# How many proxies stand before the portal: whose word about a caller's address is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES", default=1 if SECURE else 0)
SECURE_SSL_REDIRECT = False  # the reverse proxy redirects
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("Spanish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["sjcoe_portal.formats"]
LANGUAGE_COOKIE_NAME = "portal_language_unused"
TIME_ZONE = "America/Los_Angeles"
USE_I18N = USE_TZ = True
MODELTRANSLATION_LANGUAGES = ("es", "en")
MODELTRANSLATION_DEFAULT_LANGUAGE = "es"
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_FALLBACK_LANGUAGES = ()

STATIC_URL = "/static/"
STATIC_ROOT = PORTAL_HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = PORTAL_HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="SJCOE <familias@portal.invalid>")

CELERY_BROKER_URL = broker_url(env, PORTAL_HOME)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
# The rows are the queue: beat only says "look at what is due".
CELERY_BEAT_SCHEDULE_FILENAME = str(PORTAL_HOME / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "expand released notices": {"task": "notices.tasks.expand_due", "schedule": 5.0},
    "deliver what is due": {"task": "notices.tasks.deliver_due", "schedule": 5.0},
    "build missing PDFs": {"task": "documents.tasks.build_missing_files", "schedule": 10.0},
    "seal the audit log": {"task": "accounts.tasks.seal_audit", "schedule": 10.0},
    "forget old guesses": {"task": "accounts.tasks.sweep", "schedule": 24 * 60 * 60.0},
    "beat is alive": {"task": "sjcoe_portal.tasks.heartbeat", "schedule": 30.0},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"tokens": {"()": "sjcoe_portal.logs.HideTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["tokens"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    # No mail of a crash: it would carry what a family typed.
    "loggers": {"django": {"handlers": [], "level": "INFO"}},
}
