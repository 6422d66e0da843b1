"""One settings file, from the environment, and it works with none of it. README has the table of variables."""

import logging
import re
from pathlib import Path
from typing import Any

import environ

from household.addresses import LiveHosts
from household.hosts import read_hosts
from household.secrets import kept_secret

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", False)
PORT = env.int("PORT", 8000)
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "data"))).resolve()
REDIS_URL = env.str("REDIS_URL", "")
PUBLIC_NAMES = read_hosts(env.str("HOSTS", ""))
PUBLIC_ORIGIN = next((name.origin for name in PUBLIC_NAMES if not name.is_pattern), "")  # where phones elsewhere go
NEW_HOMES = env.str("NEW_HOMES", "")  # "anyone", "first", or nothing: anyone on this machine, first from elsewhere

SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret(DATA_DIR / "secret")
ALLOWED_HOSTS: list[str] = LiveHosts([name.host for name in PUBLIC_NAMES])
CSRF_TRUSTED_ORIGINS = [name.origin for name in PUBLIC_NAMES if name.host != "*"]

ROOT_URLCONF = "household.urls"
ASGI_APPLICATION = "household.asgi.application"
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "channels",
    "rest_framework",
    "drf_spectacular",
    "household",
    "tasks",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "household.headers.SecurityHeaders",
    "household.host_cookies.HostCookies",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "household.bodies.RefusedBodies",
    "household.views.problem.NotAPage",
    "household.views.problem.Faults",
    "django.middleware.csrf.CsrfViewMiddleware",
]

# One sync thread and one lasting connection on SQLite, a pool on PostgreSQL: DESIGN.md section 7.
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "tandem.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; "
        "PRAGMA secure_delete=ON;",  # what is deleted is overwritten, not only marked as free
    },
}
DATABASES: dict[str, Any] = {"default": env.db_url("DATABASE_URL") if "DATABASE_URL" in env else SQLITE}
POSTGRES = DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
if POSTGRES:
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 2, "max_size": 16, "timeout": 5}
else:
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # a file: several threads use it
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CHANNEL_LAYERS: dict[str, Any] = {}  # one process needs none: the hub is a dict
CACHES: dict[str, Any] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL], "prefix": env.str("REDIS_PREFIX", "tandem")},
        }
    }
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": env.str("REDIS_PREFIX", "tandem"),
            "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},  # seconds
        }
    }

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ]
        },
    }
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["household.formats"]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "frontend" / "dist", ("icons", BASE_DIR / "frontend" / "icons")]
STORAGES = {
    "staticfiles": {"BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage"},
}

# Small bodies only: a home's longest write is a pasted list.
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100

COOKIE_AGE = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie longer
CSRF_COOKIE_AGE = COOKIE_AGE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # a page has its token in its markup
CSRF_FAILURE_VIEW = "household.views.problem.csrf_failure"
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 365 * 24 * 60 * 60)  # sent over TLS only
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = None  # a browser heeds it on trustworthy origins only: SecurityHeaders

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["household.api.media.JSON"],
    "DEFAULT_PARSER_CLASSES": ["household.api.media.JSONBody"],
    "EXCEPTION_HANDLER": "household.api.problem.answer",
    "DEFAULT_SCHEMA_CLASS": "household.api.schema.Schema",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Tandem",
    "DESCRIPTION": "The shared household task board: news, writes and what is one's own.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["household.api.schema.with_security"],
    "SCHEMA_PATH_PREFIX": "/api/",
}


def one_line(record: logging.LogRecord) -> bool:
    """A name we are not called by is the sender's doing, and comes by the hundred: one line, no traceback."""
    record.exc_info = None
    return True


def not_told(record: logging.LogRecord) -> bool:
    """What household/faults.py has told needs no second line, with an address in which ids stand."""
    return not getattr(getattr(record, "request", None), "fault_is_told", False)


SECRET_IN_ADDRESS = re.compile(r"(/(?:in|device|tablet|goodbye)/)[\w-]{16,}")


def without_secrets(record: logging.LogRecord) -> bool:
    """A line that names an address does not name the secret of a link in it."""
    said = record.getMessage()
    if (safe := SECRET_IN_ADDRESS.sub(r"\1...", said)) != said:
        record.msg, record.args = safe, ()
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "one_line": {"()": "django.utils.log.CallbackFilter", "callback": one_line},
        "without_secrets": {"()": "django.utils.log.CallbackFilter", "callback": without_secrets},
        "not_told": {"()": "django.utils.log.CallbackFilter", "callback": not_told},
    },
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_secrets"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR", "filters": ["not_told"]},  # a 404 names a path, and a path names a task
        "django.security": {"level": "ERROR"},
        "channels_redis": {
            "level": "CRITICAL"
        },  # a traceback a second while Redis is gone: household/faults.py says it
        "django.security.DisallowedHost": {"filters": ["one_line"]},
    },
}
