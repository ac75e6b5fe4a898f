#!/usr/bin/env bash
# Sets up the project's own environment. usage: setup.sh run|test [python]
set -euo pipefail
cd "$(dirname "$0")/.."
kind=$1
python=${2:-python3}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else echo "needs root: $*" >&2; return 1; fi; }
need() { # need COMMAND PACKAGE…: install Debian packages where the command is not there
  command -v "$1" >/dev/null && return
  shift
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed" >&2; exit 1; }
if [ ! -x .venv/bin/python ]; then
  if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    as_root apt-get update -q && as_root apt-get install -y -q --no-install-recommends python3-venv
  fi
  "$python" -m venv .venv
fi
# The installer that Debian's Python brings takes twice as long over the same list as this one. Python compiles what it
# uses when it uses it: to compile every library beforehand takes longer than all the rest.
install() { .venv/bin/python -m pip install -q --disable-pip-version-check --no-compile "$@"; }
install pip==26.3
install -r "requirements/$kind.txt"
install --no-deps -e .
if [ "$kind" = test ]; then
  if ! command -v chromium >/dev/null || ! command -v virtuoso-t >/dev/null || ! command -v java >/dev/null || [ -z "$(fc-list :lang=ja 2>/dev/null | head -1)" ]; then
    as_root apt-get update -q
    need chromium chromium
    need virtuoso-t virtuoso-opensource
    need java default-jre-headless
    if [ -z "$(fc-list :lang=ja 2>/dev/null | head -1)" ]; then
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends fontconfig fonts-noto-cjk
    fi
  fi
fi
