#!/usr/bin/env bash
# Install kommunlint from the action's own files into an environment of its own; Chromium too where it is wanted.
set -euo pipefail

venv=$RUNNER_TEMP/kommunlint
python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"
printf '%s\n' "$venv/bin" >>"$GITHUB_PATH"

if [ "${WITH_BROWSER:-false}" = true ]; then
  if ! "$venv/bin/python" -c 'from linter.stages.browser.process import chromium; chromium.find()' 2>/dev/null; then
    sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo apt-get -qq update
    $sudo apt-get -qq install -y chromium chromium-driver >/dev/null || $sudo apt-get -qq install -y chromium-browser chromium-chromedriver >/dev/null
  fi
fi
