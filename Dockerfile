# kommunlint with its browser, as a user without rights:
#   docker build -t kommunlint . && docker run --rm -v "$PWD:/pages" kommunlint check --browser .
FROM python:3.11-slim-bookworm AS build
WORKDIR /source
COPY . .
RUN pip wheel --quiet --disable-pip-version-check --wheel-dir /wheels .

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="kommunlint" \
      org.opencontainers.image.description="Checks web pages of municipalities" \
      org.opencontainers.image.licenses="MIT"
RUN apt-get update \
 && apt-get install -y --no-install-recommends chromium chromium-driver fonts-dejavu-core git \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 1000 kommunlint \
 && install -d -o kommunlint -g kommunlint /pages
COPY --from=build /wheels /wheels
RUN pip install --quiet --disable-pip-version-check --no-cache-dir --no-index --find-links /wheels kommunlint \
 && rm -rf /wheels
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER kommunlint
WORKDIR /pages
ENTRYPOINT ["kommunlint"]
CMD ["--help"]
