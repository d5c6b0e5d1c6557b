#!/usr/bin/env bash
# Check the pages, write SARIF and HTML beside the annotations, and keep the exit status for the last step.
set -uo pipefail

words=() pages=()
add() { # a list of arguments, one a line
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line#"${line%%[![:space:]]*}"} # indentation of the YAML, and what stands after the words unseen
    line=${line%"${line##*[![:space:]]}"}
    [ -z "$line" ] || words+=("$line")
  done <<<"$1"
}

if [[ $PATHS == *$'\n'* ]]; then
  add "$PATHS"
  pages=(${words[@]+"${words[@]}"}) words=()
else
  read -r -a pages <<<"$PATHS"
fi
found=()
expand() { # the files that a pattern fits; what fits nothing stays as it is, and kommunlint says so
  local IFS=
  shopt -s globstar nullglob
  local some=($1)
  shopt -u globstar nullglob
  if [ -e "$1" ] || [ "${#some[@]}" = 0 ]; then found+=("$1"); else found+=("${some[@]}"); fi
}
for page in ${pages[@]+"${pages[@]}"}; do expand "$page"; done
[ -z "$CONFIG" ] || words+=("--config=$CONFIG")
[ -z "$BASELINE" ] || words+=("--baseline=$BASELINE")
[ -z "$SINCE" ] || words+=("--since=$SINCE")
[ -z "$FAIL_ON" ] || words+=("--fail-on=$FAIL_ON")
[ -z "$LANGUAGE_OF_MESSAGES" ] || words+=("--language=$LANGUAGE_OF_MESSAGES")
[ "$WITH_BROWSER" != true ] || words+=(--browser)
[ "$WITH_LINKS" != true ] || words+=(--links)
[ "${SARIF_KNOWN:-true}" = true ] || words+=(--no-sarif-known)
add "$MORE"

sarif=$RUNNER_TEMP/kommunlint.sarif html=$RUNNER_TEMP/kommunlint.html
rm -f "$sarif" "$html"
"$RUNNER_TEMP/kommunlint/bin/kommunlint" check --format=github "--output=sarif=$sarif" "--output=html=$html" ${words[@]+"${words[@]}"} -- ${found[@]+"${found[@]}"}
status=$?

{
  printf 'exit-status=%s\n' "$status"
  [ ! -s "$sarif" ] || printf 'sarif=%s\n' "$sarif"
  [ ! -s "$html" ] || printf 'html=%s\n' "$html"
} >>"$GITHUB_OUTPUT"
exit 0
