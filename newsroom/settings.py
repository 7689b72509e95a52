"""Every setting of the newsroom, in one file, each read from the environment.

Without any of them a checkout just works: DEBUG, SQLite under `var/`. Outside of
DEBUG nothing unsafe is assumed: a secret and the host names have to be given.
"""

import re
from datetime import date
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from newsroom.logs import FORMATS

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# --- What differs from place to place -------------------------------------------------

DEBUG = env.bool("DEBUG", default=True)

UNSAFE_SECRET = "unsafe-and-only-for-a-checkout-on-your-own-machine"  # noqa: S105
SECRET_KEY = env.str("SECRET_KEY", default=UNSAFE_SECRET)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"] if DEBUG else [])

if not DEBUG:
    if SECRET_KEY == UNSAFE_SECRET or len(SECRET_KEY) < 32:
        raise ImproperlyConfigured(
            "Outside of DEBUG, set SECRET_KEY to 32 or more random characters of your own."
        )
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured(
            "Outside of DEBUG, set ALLOWED_HOSTS to the host names of this newsroom."
        )

# --- Applications ---------------------------------------------------------------------

INSTALLED_APPS = [
    "newsroom",
    "api",
    "audit",
    "documents",
    "feeds",
    "ingest",
    "django_tasks",
    "django_tasks_db",
    "jobs",  # after the queue, whose page at the desk it replaces
    "pages",
    "subscriptions",
    "releases",
    "numbering",
    "agencies",
    "django_filters",
    "csp",
    "django_prose_editor",  # for its static files; the desk has an editor of its own
    "newsroom.apps.DeskConfig",  # django.contrib.admin, with a site of our own
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    # Last, so that its words never take the place of ours or of Django's.
    "allauth",
    "allauth.account",  # for what `allauth.mfa` imports; none of its addresses is routed
    "allauth.mfa",
]

MIDDLEWARE = [
    "newsroom.watching.Watched",
    # What these say holds of static files, too, and of a request for a wrong Host.
    "newsroom.hardening.SaidOfEveryAnswer",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.keeping.middleware.KeepPublic",
    "newsroom.compression.CompressPublic",
    "api.cors.OpenToAllOrigins",
    "newsroom.maintenance.Maintenance",
    "newsroom.conditional.ConditionalGetAndHead",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.locale.LocaleFromAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "agencies.second_factor.gate.SecondFactorGate",
    # Tells the records of who changed what about the request. The library is no app of ours: its
    # commands would invent a history, or delete one.
    "simple_history.middleware.HistoryRequestMiddleware",
    "agencies.sessions.SessionLimits",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
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
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# --- Databases ------------------------------------------------------------------------

# A new connection costs PostgreSQL a process, which reads its catalogue before it can plan a query:
# as much as a page. One that was cut meanwhile is made again.
KEPT_OPEN = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}  # seconds; an address may say others

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/newsroom.sqlite3")}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"] |= {
        "ENGINE": "newsroom.sqlite",
        "OPTIONS": {
            # DEFERRED transactions that read before they write fail under load with
            # "database is locked", without waiting for the timeout at all.
            "transaction_mode": "IMMEDIATE",
            # Seconds, for what does not queue (newsroom/sqlite/base.py). SQLite's waiting is
            # unfair: it sleeps and tries again. Late is better than lost.
            "timeout": 300,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        # The last one to close removes the write-ahead log, and on a full disk the next one could
        # not make it again, not even to read.
        "CONN_MAX_AGE": None,
        # A file, not memory: the tests open it from several processes at once.
        "TEST": {"NAME": VAR_DIR / "test.sqlite3"},
    }
else:
    DATABASES["default"] = KEPT_OPEN | DATABASES["default"]
    # PostgreSQL takes a list that it will stop reading after a thousand rows for one worth
    # compiling, and compiles for longer than it reads. And what is read is in memory, or on a disk
    # without arms: reading here and there costs little more than reading on.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        "options", "-c jit=off -c random_page_cost=1.1"
    )

# A streaming replica of it, from which public pages may be read once it has caught up.
if replica := env.str("DATABASE_REPLICA_URL", default=""):
    DATABASES["replica"] = KEPT_OPEN | env.db_url_config(replica)
    if {one["ENGINE"] for one in DATABASES.values()} != {"django.db.backends.postgresql"}:
        raise ImproperlyConfigured("DATABASE_REPLICA_URL is for PostgreSQL, as is DATABASE_URL.")
    # One that is gone holds nobody up for long: seconds, and milliseconds.
    DATABASES["replica"]["OPTIONS"] = {
        **DATABASES["default"]["OPTIONS"],
        "connect_timeout": 2,
        "tcp_user_timeout": 3000,
        **DATABASES["replica"].get("OPTIONS", {}),
    }
    DATABASES["replica"]["TEST"] = {"MIRROR": "default"}
    DATABASE_ROUTERS = ["newsroom.keeping.replica.Router"]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People ---------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
# Seconds. Only invitations have such a link; nobody is offered a new password otherwise.
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60
# A session ends so long after the last thing its person did, and so long after they signed in.
SESSION_IDLE_HOURS = env.int("SESSION_IDLE_HOURS", default=8)
SESSION_HOURS = env.int("SESSION_HOURS", default=24)
SESSION_COOKIE_AGE = SESSION_IDLE_HOURS * 60 * 60
if SESSION_IDLE_HOURS < 1 or SESSION_HOURS < 1:
    raise ImproperlyConfigured("Set SESSION_IDLE_HOURS and SESSION_HOURS to 1 or more.")

# Whether approvers, registrars and superusers may do nothing at the desk without a second factor.
# Whoever has one is always asked for it.
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=not DEBUG)
MFA_ADAPTER = "agencies.second_factor.adapter.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds, before and after

# For how many days it is kept from which network address somebody signed in, acted at the desk, or
# opened a link; 0 for ever.
ADDRESSES_KEPT_DAYS = env.int("ADDRESSES_KEPT_DAYS", default=365)
if ADDRESSES_KEPT_DAYS < 0:
    raise ImproperlyConfigured("Set ADDRESSES_KEPT_DAYS to a number of days, or to 0.")

# --- Mail -----------------------------------------------------------------------------

# Without EMAIL_URL mails are written into files, and nothing leaves this machine.
MAIL = env.email_url("EMAIL_URL", default="filemail://")
EMAIL_BACKEND = MAIL["EMAIL_BACKEND"]
EMAIL_FILE_PATH = MAIL["EMAIL_FILE_PATH"] or str(VAR_DIR / "mail")
EMAIL_HOST = MAIL["EMAIL_HOST"] or "localhost"
EMAIL_PORT = MAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER = MAIL["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = MAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = MAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10  # seconds: somebody is waiting for the page
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="newsroom@localhost")

# Where mails come back to that can't be delivered, made into an address for each subscriber:
# `bounces@news.example` becomes `bounces+…@news.example`. Without it they come back to the sender.
MAIL_BOUNCES = env.str("MAIL_BOUNCES", default="")
# The hour, in the newsroom's own zone, at which daily and weekly digests go out.
DIGEST_HOUR = env.int("DIGEST_HOUR", default=7)
if not 0 <= DIGEST_HOUR <= 23:
    raise ImproperlyConfigured("Set DIGEST_HOUR to an hour from 0 to 23.")
if MAIL_BOUNCES and not 0 < MAIL_BOUNCES.find("@") <= 14:
    # What is added has 50 characters, and 64 may stand before an "@".
    raise ImproperlyConfigured(
        "Set MAIL_BOUNCES to an address with at most 14 characters before the @."
    )

# Where the newsroom is, for links in mails that no request asked for.
NEWSROOM_ADDRESS = env.str(
    "NEWSROOM_ADDRESS",
    default="http://localhost:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0].lstrip('.')}",
).rstrip("/")

# --- Programs that read -----------------------------------------------------------------

# Where requests are counted. Without CACHE_URL each process counts for itself.
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://newsroom")}
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # Seconds: it counts, and nobody waits for that.
    waiting = {"socket_connect_timeout": 1, "socket_timeout": 1}
    CACHES["default"]["OPTIONS"] = waiting | CACHES["default"].get("OPTIONS", {})
# Of the API, for each network address; 0 for any number.
API_REQUESTS_A_MINUTE = env.int("API_REQUESTS_A_MINUTE", default=600)

# --- Pages that are kept ----------------------------------------------------------------

# Megabytes in which each process keeps finished public pages; 0 for none. Not in DEBUG, where a
# template that was edited is to be seen.
PAGES_KEPT_MB = env.int("PAGES_KEPT_MB", default=0 if DEBUG else 32)

# --- Work behind the pages --------------------------------------------------------------

# The queue is a table; `manage.py worker` does what stands in it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Redis, by which workers are called to what stands in the table; unless set they look into it.
TASK_QUEUE_URL = env.str("TASK_QUEUE_URL", default="")
of_redis = r"rediss?://([^/@]*@)?(\[[\da-fA-F:.]+\]|[^/@:?]+)(:\d+)?(/\d*)?(\?.*)?|unix:///.+"
if TASK_QUEUE_URL and not re.fullmatch(of_redis, TASK_QUEUE_URL):
    raise ImproperlyConfigured("Set TASK_QUEUE_URL to an address such as redis://10.0.0.21:6379/1.")

# The WebSub hub that feeds name, and that is told when they change; none unless set.
WEBSUB_HUB = env.str("WEBSUB_HUB", default="")
if WEBSUB_HUB and not WEBSUB_HUB.startswith(("https://", "http://")):
    raise ImproperlyConfigured("Set WEBSUB_HUB to an address such as https://hub.example/.")

# What lets a CDN in front forget addresses, and the token it asks for; none unless set.
PURGE_URL = env.str("PURGE_URL", default="")
PURGE_TOKEN = env.str("PURGE_TOKEN", default="")
if PURGE_URL and not PURGE_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured("Set PURGE_URL to an address such as https://cdn.example/purge.")

# --- Language and time ----------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["newsroom.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Jakarta")

# --- Files ----------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
# PDFs and the like, made again when they are missing: no backup needs them.
PAPERS_DIR = VAR_DIR / "papers"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # A logo is kept under the hash of its bytes: the same name is the same file. All other
        # files have random names.
        "OPTIONS": {"allow_overwrite": True},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Several machines share logos, pictures and files on a server that speaks S3.
FILES_URL = env.str("FILES_URL", default="")
if FILES_URL:
    STORAGES["default"] = {"BACKEND": "newsroom.objects.Objects", "OPTIONS": {"url": FILES_URL}}
FILE_UPLOAD_PERMISSIONS = 0o640
# Whether the server in front sends what this application has let somebody have: nginx, as
# deploy/nginx.conf sets it up. Without such a server, answers would be empty.
ACCEL = env.bool("ACCEL", default=False)
ACCEL_FOLDERS = {PAPERS_DIR, Path(MEDIA_ROOT), VAR_DIR / "open"}
# A form without its files: a long text with its markup, and what stood in it before.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Whom to tell of a hole, such as mailto:security@news.example, and until which day that holds.
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
SECURITY_EXPIRES = env.str("SECURITY_EXPIRES", default="")
try:
    date.fromisoformat(SECURITY_EXPIRES or "2027-06-30")
except ValueError as error:
    raise ImproperlyConfigured("Set SECURITY_EXPIRES to a day such as 2027-06-30.") from error

# --- The walls ------------------------------------------------------------------------

# Behind HTTPS unless told otherwise; `dev.py up` serves plain HTTP on loopback.
HTTPS = env.bool("HTTPS", default=not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked by machines, in the house
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# Whether to believe what a proxy says of a visitor: X-Forwarded-For, and X-Forwarded-Proto.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if HTTPS and BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],  # the same as it would be unsaid; said for whoever looks for it
        "style-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# --- What happened --------------------------------------------------------------------

# Who may read /readyz and /metrics from another machine: whoever brings it as a bearer token.
MONITOR_TOKEN = env.str("MONITOR_TOKEN", default="")
if MONITOR_TOKEN and len(MONITOR_TOKEN) < 20:
    raise ImproperlyConfigured("Set MONITOR_TOKEN to 20 or more random characters.")

LOG_FORMAT = env.str("LOG_FORMAT", default="line")
if LOG_FORMAT not in FORMATS:
    raise ImproperlyConfigured("Set LOG_FORMAT to line or json.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"chosen": {"()": "newsroom.logs.chosen", "form": LOG_FORMAT}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "chosen"}},
    "loggers": {
        # Everything leaves by one handler: Django's own write whole addresses, secrets and all.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # One line for each task would say what `django_tasks` says already.
        "django_tasks_db": {"level": "WARNING"},
        # A wrong Host is somebody's scanner, answered with 400; no traceback is worth keeping.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
