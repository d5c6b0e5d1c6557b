#!/bin/sh
# Review a site, keep its history, and mail what is new to those who answer for the pages.
# In a crontab, Mondays at five:  0 5 * * 1  cd /srv/kommunlint && ./weekly.sh
set -eu
: "${KOMMUNLINT:=kommunlint}"                         # the program
: "${PAGES:=https://www.example.se/sitemap.xml}"      # what `audit` takes
: "${CONFIG:=kommunlint.toml}"                        # with [[owners]] and [mail]; named, and so trusted
: "${STATE:=state}"                                   # what is kept from run to run
: "${STORE:=$STATE/history.sqlite}"                   # or postgresql://…
mkdir -p "$STATE"
status=0
"$KOMMUNLINT" audit "$PAGES" "$@" --config "$CONFIG" --store "$STORE" --out "$STATE/review" --fail-on never || status=$?
case $status in
  0 | 3) ;; # 3: some pages could not be examined; the rest was
  *) exit "$status" ;;
esac
if [ -f "$STATE/before.json" ]; then
  "$KOMMUNLINT" mail "$STATE/review/report.json" --before "$STATE/before.json" --config "$CONFIG"
fi
# Only now, when the letters are sent: what was not sent is new the next time too.
cp "$STATE/review/report.json" "$STATE/before.json.part"
mv "$STATE/before.json.part" "$STATE/before.json"
exit "$status"
