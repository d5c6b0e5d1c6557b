#!/usr/bin/env bash
# End as kommunlint ended; a step that did not get so far is a failure too.
set -euo pipefail
exit "${STATUS:-2}"
