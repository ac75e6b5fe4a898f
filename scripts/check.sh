#!/usr/bin/env bash
# Everything a change must pass: style, types, tests, sources.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/ruff check .
$bin/ruff format --check .
$bin/mypy
if [ -z "${TSUNAGU_SOURCES:-}" ] && [ -d ../shared/sources ]; then
  TSUNAGU_SOURCES=$(cd ../shared/sources && pwd)
  export TSUNAGU_SOURCES
fi
if [ -n "${TSUNAGU_SOURCES:-}" ]; then
  $bin/tsunagu --lang en verify --sources "$TSUNAGU_SOURCES"
  $bin/python scripts/copied_sentences.py --sources "$TSUNAGU_SOURCES"
else
  echo "!! NOT RUN: checks against the source texts (set TSUNAGU_SOURCES to their folder) !!" >&2
fi
# One process per core; a file stays in one process, so its server, browser or build is started once.
$bin/python -m pytest -n auto --maxprocesses 4 --dist loadfile "$@"
