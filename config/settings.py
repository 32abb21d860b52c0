"""Every value from the environment, checked at start."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

CHECKOUT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("RAMO_DATA", CHECKOUT / "var"))


def _flag(name: str) -> bool:
    value = os.environ.get(name, "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is 0 or 1, not {value!r}")
    return value == "1"


def _database(url: str) -> dict[str, Any]:
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from error
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    database: dict[str, Any] = {ours: str(parts.pop(theirs)) for theirs, ours in known.items() if parts.get(theirs)}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parts,
        **database,
    }


# Where it runs ------------------------------------------------------------------------------------
PUBLIC_ADDRESS = os.environ.get("RAMO_ADDRESS", "http://localhost:8000").rstrip("/")
IS_HTTPS = PUBLIC_ADDRESS.startswith("https://")
SECRET_KEY = os.environ.get("RAMO_SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured("RAMO_SECRET_KEY is not set; `ramo serve` makes one and keeps it")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("RAMO_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgresql:///ramo"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Of what it is made -------------------------------------------------------------------------------
INSTALLED_APPS = [
    "ramo.audit",
    "ramo.accounts",
    "ramo.vocabularies",
    "ramo.design",
    "ramo.printing",
    "ramo.tasks",
    "ramo.search",
    "ramo.trust",
    "ramo.network",
    "ramo.mailing",
    "ramo.notes",
    "ramo.seats",
    "ramo.experts",
    "ramo.partnerships",
    "ramo.resources",
    "ramo.services",
    "ramo.listings",
    "ramo.events",
    "ramo.appointments",
    "ramo.desk",
    "ramo.accessibility",
    "ramo.letters",
    "ramo.content",
    "ramo.reports",
    "ramo.signs",
    "ramo.harvest",
    "ramo.invitations",
    "ramo.campaigns",
    "ramo.watch",
    "ramo.alerts",
    "ramo.seed",
    "ramo.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "procrastinate.contrib.django",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "ramo.design.middleware.PageHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "ramo.content.slashes.SlashesOfPages",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ramo.network.middleware.Visitor",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ramo.design.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "ramo.design.templatetags.ramo",
            ],
        },
    }
]

# The state classes of the standard: 20 info, 25 success, 30 warning, 40 error.
MESSAGE_TAGS = {20: "", 25: "good", 30: "warn", 40: "bad"}

# Words, time, place -------------------------------------------------------------------------------
LANGUAGE_CODE = "bg"
LANGUAGES = [("bg", "Български"), ("en", "English")]
USE_I18N = True
LOCALE_PATHS = [CHECKOUT / "ramo" / "content" / "editor_words" / "locale"]  # what the page editor lacks
TIME_ZONE = "Europe/Sofia"
USE_TZ = True

# Files --------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": os.environ.get("RAMO_STATIC_STORAGE", "whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}

# Who works here -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["ramo.accounts.backend.SignIn", "ramo.content.authority.Memberships"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:desk"
LOGOUT_REDIRECT_URL = "content:home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "ramo.accounts.passwords.HardToGuess"}]
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
ACCOUNT_SESSION_COOKIE_AGE = 60 * 60 * 24 * 14  # only where somebody says "my own computer"
ACCOUNT_ADAPTER = "ramo.accounts.adapter.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "ramo.accounts.forms.SignInForm",
    "confirm_login_code": "ramo.accounts.forms.MailedCodeForm",
    "reset_password": "ramo.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "ramo.accounts.forms.NewPasswordForm",
    "reauthenticate": "ramo.accounts.forms.PasswordAgainForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_REQUIRED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 60 * 15
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 2
ACCOUNT_RATE_LIMITS = {"second_step": "8/h/user", "login_failed": "10/m/ip,5/5m/key"}
MFA_ADAPTER = "ramo.accounts.adapter.AppAdapter"
MFA_FORMS = {
    "authenticate": "ramo.accounts.forms.AppCodeForm",
    "reauthenticate": "ramo.accounts.forms.AppCodeAgainForm",
    "activate_totp": "ramo.accounts.forms.SetUpAppForm",
}
MFA_TOTP_ISSUER = "Ramo"
MFA_TOTP_TOLERANCE = 1
ALLAUTH_TRUSTED_PROXY_COUNT = int(_flag("RAMO_BEHIND_PROXY"))
CACHES = {
    "default": {  # counts failed sign-ins for all processes and hosts
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_shared_count",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # with few, somebody's own count could be pushed out
    }
}

# Letters ------------------------------------------------------------------------------------------
EMAIL_HOST = os.environ.get("RAMO_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("RAMO_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("RAMO_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("RAMO_SMTP_PASSWORD", "")
EMAIL_USE_TLS = not _flag("RAMO_SMTP_PLAIN")
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = os.environ.get("RAMO_MAIL_FROM", "ramo@localhost")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "ramo.mailing.folder.LettersInFolder"
EMAIL_FILE_PATH = DATA / "letters"
RAMO_BOUNCES_TO = os.environ.get("RAMO_BOUNCES_TO", "")
RAMO_BOUNCES = os.environ.get("RAMO_BOUNCES", "")

RAMO_UPLOADS = DATA / "uploads"  # registers that wait for a person's word; a day at most

# Search -------------------------------------------------------------------------------------------
RAMO_SEARCH_ENGINE = os.environ.get("RAMO_SEARCH_ENGINE", "postgres")
if RAMO_SEARCH_ENGINE not in {"postgres", "tantivy"}:
    raise ImproperlyConfigured(f"RAMO_SEARCH_ENGINE is postgres or tantivy, not {RAMO_SEARCH_ENGINE!r}")
RAMO_OCCUPATIONS = DATA / "occupations.index"  # what the recogniser made of their labels; made anew where it is missing
RAMO_SEARCH_FOLDER = DATA / "search"  # this host's copy of tantivy's index; built anew where it is missing

# Jobs ---------------------------------------------------------------------------------------------
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # jobs are plain functions; one file registers them
PROCRASTINATE_IMPORT_PATHS = ["config.schedule"]

# Pages that editors compose -----------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Рамо"
WAGTAILADMIN_BASE_URL = PUBLIC_ADDRESS
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # what waits is a task on the desk, not a letter
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_AUTOSAVE_INTERVAL = 2_000
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False  # asks a third party
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "content.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "ramo.content.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
TAGGIT_CASE_INSENSITIVE = True

# What the pages say of the network ----------------------------------------------------------------
RAMO_PHONE = os.environ.get("RAMO_PHONE", "")  # shown in the header; absent while unset
RAMO_SECURITY_CONTACT = os.environ.get("RAMO_SECURITY_CONTACT", "")  # of security.txt
RAMO_DEMO = _flag("RAMO_DEMO")
RAMO_NO_OFFLINE_DESK = _flag("RAMO_NO_OFFLINE_DESK")  # takes the desk's service worker off every computer

# Safety -------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "worker-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_SSL_REDIRECT = False  # the reverse proxy's work
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("RAMO_BEHIND_PROXY") else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ramo.design.views.csrf_failed"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # a pasted table of a million letters, two bytes each
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000  # a long page in the editor sends five a block
FILE_UPLOAD_HANDLERS = [
    "ramo.content.uploads.NoHeavierThan",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Query strings are never logged: they hold what people look for. Nor are keys that stand in an address.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_keys": {"()": "ramo.design.logs.WithoutKeys"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_keys"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "ramo": {"level": "INFO"}},
}
