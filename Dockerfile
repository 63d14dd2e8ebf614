# Modu Patrol in a container: API and worker in one process by default. See deploy/compose.yml for a whole installation.
# The steps are the scripts that make uses, so that what runs here is what was tested.

FROM python:3.12-slim AS frontend
WORKDIR /patrol
COPY requirements-node.lock ./
COPY scripts/node.sh scripts/frontend.sh scripts/
RUN sh scripts/node.sh
COPY frontend/package.json frontend/package-lock.json frontend/
RUN sh scripts/frontend.sh npm ci
COPY frontend frontend
RUN sh scripts/frontend.sh npm run build

FROM python:3.12-slim AS server
WORKDIR /patrol
COPY requirements.lock ./
COPY scripts/python.sh scripts/
# The packages first: they change less often than the code.
RUN sh scripts/python.sh --production --packages-only
COPY pyproject.toml README.md LICENSE ./
COPY app app
RUN sh scripts/python.sh --production

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /patrol patrol \
    && install -d -o patrol -g patrol /patrol /data
WORKDIR /patrol
COPY --from=server /patrol/.venv .venv
COPY --from=server /patrol/app app
COPY --from=frontend /patrol/frontend/dist frontend/dist
COPY migrations migrations
ENV PATH=/patrol/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MODU_ENVIRONMENT=production \
    MODU_DATA_DIR=/data \
    MODU_LOG_FORMAT=json
USER patrol
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/api/health', timeout=4)"]
ENTRYPOINT ["modu"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
