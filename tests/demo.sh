#!/bin/sh
# Check the shipped fixtures, in the browser too, and show on one screen what came of it.
set -eu
kommunlint=$1/bin/kommunlint
out=build/demo
example=fixtures/pages/sitevision-sister-cities-empty-date.html
last_paragraph='BEGIN { RS = "" } { last = $0 } END { print last }'

mkdir -p "$out"
printf 'Checking the pages of fixtures/ in Chromium too: about 20 seconds.\n\n'
"$kommunlint" check fixtures/ --browser --today 2026-11-21 --language en --fail-on never --output "html=$out/report.html" \
  >"$out/report.txt" 2>"$out/notes.txt" || { cat "$out/notes.txt" >&2; exit 1; }
awk "$last_paragraph" "$out/report.txt"

printf "\nOne of them:\n\n"
"$kommunlint" check "$example" --today 2026-11-21 --fail-on never --language en

cat <<END

The whole report: $out/report.html
Messages are in Swedish without --language en.

Next:
  $kommunlint serve
      the page for web editors, at http://127.0.0.1:8040/
  $kommunlint check FOLDER
      your own pages: files, folders, addresses
  $kommunlint rule contact-missing
      why there is a rule, how to mend it, and what asks for it
END
