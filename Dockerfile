# The newsroom as an image, and nginx before it as another: see compose.yaml.

FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt /
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --requirement /requirements.txt

FROM python:3.11-slim-bookworm AS newsroom
# For `backup` and `restore`: not older than the server in compose.yaml.
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql-client-15 \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 newsroom \
    && useradd --uid 10001 --gid newsroom --no-create-home --home-dir /nonexistent newsroom
COPY --from=packages /venv /venv
COPY . /srv/newsroom
WORKDIR /srv/newsroom
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    DEBUG=0 VAR_DIR=/var/lib/newsroom
# The secret is for this one command, and secures nothing.
RUN python -m compileall -q . \
    && SECRET_KEY=for-collecting-static-files-and-nothing-else ALLOWED_HOSTS=localhost \
        python manage.py collectstatic --noinput --verbosity 0 \
    && chmod -R a+rX /var/lib/newsroom/static \
    && mkdir -p /run/newsroom /var/lib/newsroom/media /var/lib/newsroom/papers /var/lib/newsroom/open \
    && chown newsroom:newsroom /run/newsroom /var/lib/newsroom /var/lib/newsroom/media \
        /var/lib/newsroom/papers /var/lib/newsroom/open \
    && install --directory --owner newsroom --group newsroom --mode 700 /var/backups/newsroom
USER newsroom
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py"]

# With the static files of this very version: a volume would keep those of the first.
FROM nginx:1.28-bookworm AS front
RUN groupadd --gid 10001 newsroom && usermod --append --groups newsroom nginx \
    && ln -s /dev/stdout /var/log/nginx/newsroom.log
COPY deploy/nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=newsroom /var/lib/newsroom/static /var/lib/newsroom/static
