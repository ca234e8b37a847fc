# One image for web, worker and beat: the libraries are installed from the hashed lock in a first stage.
FROM python:3.11-slim-bookworm AS libraries
RUN python -m venv /opt/venv
COPY requirements/base.txt /tmp/base.txt
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r /tmp/base.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /srv/home portal
COPY --from=libraries /opt/venv /opt/venv
COPY . /srv/portal
WORKDIR /srv/portal
ENV PATH=/opt/venv/bin:$PATH PORTAL_HOME=/srv/home/portal PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# A volume mounted here takes this folder's owner over.
RUN python -m scripts.catalogues compile && install -d -o portal -g portal /srv/home/portal
USER portal
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["sh", "-c", "python -m scripts.prepare static && exec gunicorn sjcoe_portal.wsgi --bind 0.0.0.0:8000 --worker-class gthread --workers ${WEB_WORKERS:-2} --threads 4"]
