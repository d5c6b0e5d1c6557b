#!/bin/sh
# Install what is missing, packages into a virtual environment and Chromium on the machine: quiet when it can be, clear when it fails.
set -eu
venv=$1

say() { printf 'kommunlint: %s\n' "$*" >&2; }

say "setting up $venv: packages from PyPI, and Chromium and Pango with Debian's packages where they are missing; about 2 minutes"
python=${PYTHON3:-python3}
command -v "$python" >/dev/null 2>&1 || python=
if [ -z "$python" ] || ! "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  say "installing Python with Debian's packages"
  command -v apt-get >/dev/null 2>&1 || { say "Python 3.11 or newer with venv is needed; install it and run again"; exit 1; }
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get -qq update >/dev/null
  $sudo apt-get -qq install -y python3 python3-venv >/dev/null
  python=python3
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -e '.[audit,cluster,dev,docs,mcp,parquet,web]' >"$log" 2>&1; then
  cat "$log" >&2
  say "the packages could not be installed; the lines above say why"
  exit 1
fi
if ! "$venv/bin/python" -c 'from linter.stages.browser.process import chromium; chromium.find()' 2>/dev/null; then
  say "installing Chromium and its driver with Debian's packages"
  command -v apt-get >/dev/null 2>&1 || { say "Chromium and chromedriver are needed; install them and run again"; exit 1; }
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  if ! { $sudo apt-get -qq update && $sudo apt-get -qq install -y chromium chromium-driver; } >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    say "Chromium could not be installed; the lines above say why"
    exit 1
  fi
fi
if ! "$venv/bin/python" -c 'import weasyprint' 2>/dev/null; then
  say "installing Pango, which lays out the PDF of a review, with Debian's packages"
  command -v apt-get >/dev/null 2>&1 || { say "Pango is needed (https://doc.courtbouillon.org/weasyprint/stable/first_steps.html); install it and run again"; exit 1; }
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  if ! { $sudo apt-get -qq update && $sudo apt-get -qq install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; } >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    say "Pango could not be installed; the lines above say why"
    exit 1
  fi
fi
