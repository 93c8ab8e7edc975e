# The portal as an image: compose.yaml runs it as web server and as worker. It writes to /var/lib/portal and /tmp only.
ARG PYTHON=python:3.11.13-slim-bookworm

FROM $PYTHON AS built
WORKDIR /srv/portal
# More of what may be used: --build-arg LOCKS="requirements.lock requirements-redis.lock"
ARG LOCKS=requirements.lock
COPY requirements*.lock ./
RUN python -m venv .venv \
    && for lock in $LOCKS; do \
         .venv/bin/pip install --quiet --no-cache-dir --disable-pip-version-check --require-hashes -r "$lock" || exit 1; \
       done
COPY . .
# With a secret key that stays behind in this stage.
RUN VAR_DIR=/tmp/var STATIC_ROOT=/srv/portal/static .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && .venv/bin/python -m compileall -q portal articles organizations

FROM $PYTHON
# For `manage.py backup`; of the same version as the server in compose.yaml.
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends postgresql-client-15 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent portal \
    && install --directory --owner portal --mode 0750 /var/lib/portal
COPY --from=built /srv/portal /srv/portal
WORKDIR /srv/portal
ENV VAR_DIR=/var/lib/portal STATIC_ROOT=/srv/portal/static PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
VOLUME /var/lib/portal
USER 10001
CMD [".venv/bin/gunicorn", "portal.wsgi"]
