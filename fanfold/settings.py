"""What the person who starts Fanfold decides, from FANFOLD_* variables; docs/settings.md lists them all.

What the archivist changes while it runs (name, ratings, rules) is kept in the archive itself, not here.
"""

import os
from pathlib import Path

import dj_database_url

from fanfold import __version__


def env(name: str, default: str = "") -> str:
    """The variable, or the content of the file named by NAME_FILE (for secrets kept outside the environment)."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def env_bool(name: str, default: bool = False) -> bool:
    """True for 1, true, yes, on in any case."""
    value = env(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


PACKAGE = Path(__file__).resolve().parent
HOME = Path(env("FANFOLD_HOME", "fanfold-home")).expanduser().resolve()
VERSION = __version__

DEBUG = env_bool("FANFOLD_DEBUG")
_secret_file = HOME / "secret-key"
# `fanfold run` writes the file on first use; a command that signs nothing may run without one.
SECRET_KEY = env("FANFOLD_SECRET_KEY") or (
    _secret_file.read_text(encoding="utf-8").strip() if _secret_file.is_file() else "unset-until-the-archive-is-opened"
)
HTTPS = env_bool("FANFOLD_HTTPS")
ALLOWED_HOSTS = [host.strip() for host in env("FANFOLD_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host.strip()]
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "fanfold.journal",
    "fanfold.archive",
    "fanfold.accounts",
    "fanfold.tags",
    "fanfold.works",
    "fanfold.manuscripts",
    "fanfold.reading",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "fanfold.archive.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "fanfold.archive.middleware.PlainRefusals",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fanfold.accounts.middleware.who_is_asking",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

CONSEQUENCES = "fanfold.consequences.TABLE"
ROOT_URLCONF = "fanfold.urls"
WSGI_APPLICATION = "fanfold.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "fanfold.archive.context.archive",
            ],
            "builtins": ["django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "fanfold.archive.forms.Renderer"

DATABASE_URL = env("FANFOLD_DATABASE_URL") or f"sqlite:///{HOME / 'archive.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Immediate transactions: a read that turns into a write would otherwise fail at once with "database is locked",
    # whatever the timeout. mmap stays off: SQLite before 3.51.3 can corrupt a WAL database through it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32768;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "front"
SESSION_COOKIE_NAME = "fanfold_session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "fanfold_csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "fanfold.reading.views.errors.form_expired"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other names under the same domain are not ours to bind to HTTPS
    "security.W008",  # the server in front sends plain HTTP elsewhere
    "security.W021",  # and nobody is put on the browsers' preload list without asking for it
]

LANGUAGE_CODE = "en-gb"
USE_I18N = True
TIME_ZONE = env("FANFOLD_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "fanfold.archive.static.HashedOrPlain"},
}
MEDIA_ROOT = HOME / "media"
MANUSCRIPTS_ROOT = HOME / "manuscripts"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# A chapter may be 5 MB; forms with more fields or bytes than this are refused with a sentence.
DATA_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_secrets": {"()": "fanfold.archive.logs.WithoutSecrets"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_secrets"]}},
    "root": {"handlers": ["stderr"], "level": env("FANFOLD_LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # Refused addresses are everyday weather on the open net and would only fill the disk.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.request": {"level": "ERROR"},
        "waitress.queue": {"level": "ERROR"},
    },
}
