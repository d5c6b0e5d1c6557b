#!/bin/sh
# Install PostgreSQL's server where it is missing, for the tests of the store; no cluster is made and no server started.
set -eu
venv=$1

say() { printf 'kommunlint: %s\n' "$*" >&2; }

if "$venv/bin/python" -c 'from tests import postgres; postgres.programs()' 2>/dev/null; then
  exit 0
fi
say "installing PostgreSQL with Debian's packages, for the tests"
command -v apt-get >/dev/null 2>&1 || { say "PostgreSQL's server is needed for the tests; install it and run again"; exit 1; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT
sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
if ! { $sudo apt-get -qq update \
  && $sudo apt-get -qq install -y --no-install-recommends postgresql-common \
  && $sudo sed -i 's/^#\{0,1\}create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf \
  && $sudo apt-get -qq install -y --no-install-recommends postgresql; } >"$log" 2>&1 </dev/null; then
  cat "$log" >&2
  say "PostgreSQL could not be installed; the lines above say why"
  exit 1
fi
