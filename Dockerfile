# kommunlint with its browser, as a user without rights. Two images:
#   docker build -t kommunlint . && docker run --rm -v "$PWD:/pages" kommunlint check --browser .
#   docker build -t kommunlint-serve --target serve . && docker run --rm -p 127.0.0.1:8040:8040 -v kommunlint:/store kommunlint-serve
FROM python:3.11-slim-bookworm AS build
WORKDIR /source
COPY . .
RUN pip wheel --quiet --disable-pip-version-check --wheel-dir /wheels '.[web]'

FROM python:3.11-slim-bookworm AS base
LABEL org.opencontainers.image.title="kommunlint" \
      org.opencontainers.image.description="Checks web pages of municipalities" \
      org.opencontainers.image.licenses="MIT"
RUN apt-get update \
 && apt-get install -y --no-install-recommends chromium chromium-driver fonts-dejavu-core git tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 1000 kommunlint \
 && install -d -o kommunlint -g kommunlint /pages /store
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1

# The page for editors, its API, and the store of decisions in a volume.
FROM base AS serve
COPY --from=build /wheels /wheels
RUN pip install --quiet --disable-pip-version-check --no-cache-dir --no-index --find-links /wheels 'kommunlint[web]' \
 && rm -rf /wheels
USER kommunlint
WORKDIR /store
VOLUME /store
EXPOSE 8040
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as u; u.build_opener(u.ProxyHandler({})).open('http://127.0.0.1:8040/healthz', timeout=4)"]
ENTRYPOINT ["tini", "--", "kommunlint", "serve", "--host", "0.0.0.0", "--store", "/store/store.sqlite"]

# The command, which is what `docker build` makes unless it is told otherwise.
FROM base
COPY --from=build /wheels /wheels
RUN pip install --quiet --disable-pip-version-check --no-cache-dir --no-index --find-links /wheels kommunlint \
 && rm -rf /wheels
USER kommunlint
WORKDIR /pages
ENTRYPOINT ["kommunlint"]
CMD ["--help"]
