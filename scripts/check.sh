#!/usr/bin/env bash
# Everything a change must pass: style, types, sources, tests. Words after the name go to pytest.
# Types and sources are checked beside the tests; at the end each part tells how it went and how long it took.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
told=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$told"' EXIT
parts=()

timed() { # timed PART COMMAND…: keep the exit code and the seconds of a command
  local began=$EPOCHREALTIME
  "${@:2}"
  echo "$? $began $EPOCHREALTIME" >"$told/$1.end"
}
part() { # part PART COMMAND…: run it here and now
  parts+=("$1")
  timed "$@"
}
beside() { # beside PART COMMAND…: run it beside the others, its output kept for the end
  parts+=("$1")
  timed "$@" >"$told/$1.out" 2>&1 &
}
report() {
  local failed=0 name code began ended
  for name in "${parts[@]}"; do
    if [ -s "$told/$name.out" ]; then
      echo "---- $name"
      cat "$told/$name.out"
    fi
  done
  echo "---- time of each part"
  for name in "${parts[@]}"; do
    code=1 began=0 ended=0
    read -r code began ended <"$told/$name.end"
    [ "$code" = 0 ] || failed=1
    awk -v name="$name" -v code="$code" -v began="$began" -v ended="$ended" \
      'BEGIN { printf "%-16s %7.1f s  %s\n", name, ended - began, code == 0 ? "passed" : "FAILED (" code ")" }'
  done
  awk -v began="$start" -v ended="$EPOCHREALTIME" 'BEGIN { printf "%-16s %7.1f s\n", "all", ended - began }'
  return $failed
}

# Modules are compiled once for all processes of the tests, whatever the machine says elsewhere.
export PYTHONDONTWRITEBYTECODE=
start=$EPOCHREALTIME
$bin/ruff check . && $bin/ruff format --check . || exit 1
if [ -z "${TSUNAGU_SOURCES:-}" ] && [ -d ../shared/sources ]; then
  TSUNAGU_SOURCES=$(cd ../shared/sources && pwd)
  export TSUNAGU_SOURCES
fi
if [ -z "${TSUNAGU_LAW:-}" ] && [ -d ../shared/law ]; then
  TSUNAGU_LAW=$(cd ../shared/law && pwd):$PWD/tests/graph/law
  export TSUNAGU_LAW
fi
if [ -z "${TSUNAGU_REGISTERS:-}" ] && [ -d ../shared/registers ]; then
  TSUNAGU_REGISTERS=$(cd ../shared/registers && pwd)
  export TSUNAGU_REGISTERS
fi
beside types $bin/mypy
if [ -n "${TSUNAGU_SOURCES:-}" ]; then
  beside locators $bin/tsunagu --lang en verify --sources "$TSUNAGU_SOURCES"
  beside copied-sentences $bin/python scripts/copied_sentences.py --sources "$TSUNAGU_SOURCES"
fi
# One process per core; tests/scheduling.py says which tests go where.
part tests $bin/python -m pytest -n auto --maxprocesses 4 "$@"
wait
report
failed=$?
if [ -z "${TSUNAGU_SOURCES:-}" ]; then
  echo "!! NOT RUN: checks against the source texts (set TSUNAGU_SOURCES to their folder) !!" >&2
fi
if [ -z "${TSUNAGU_LAW:-}" ]; then
  echo "!! NOT RUN: checks against the law (set TSUNAGU_LAW to the folders of its texts) !!" >&2
fi
if [ -z "${TSUNAGU_REGISTERS:-}" ]; then
  echo "!! NOT RUN: checks against published lists of desks (set TSUNAGU_REGISTERS to their folder) !!" >&2
fi
exit $failed
