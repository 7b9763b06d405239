#!/usr/bin/env bash
# Create or update the virtual environment .venv: `scripts/setup.sh requirements.txt`.
# PYTHON sets the interpreter; by default the first suitable one is used.
set -euo pipefail
cd "$(dirname "$0")/.."

requirements=$1
venv=.venv

fail() {
    echo "setup: $*" >&2
    exit 1
}

find_python() {
    local each
    for each in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$each"
            return
        fi
    done
    fail "Python 3.11 or newer is missing"
}

# On Debian the venv module needs a package of its own, python3-venv.
need_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "setup: installing python3-venv" >&2
        install_venv || { apt-get update -qq >&2 && install_venv; } || true
    fi
    "$1" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "Python's venv is missing; type: sudo apt-get install -y python3-venv"
}

install_venv() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv \
        >/dev/null 2>&1
}

with_uv() {
    [ -x "$venv/bin/python" ] || uv venv --quiet --python "${PYTHON:->=3.11}" "$venv"
    uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$requirements"
    uv pip install --quiet --python "$venv/bin/python" --no-deps -e .
    # Compile to .pyc files, as pip does. Without them each start takes twice as long if the
    # service may not write them.
    "$venv/bin/python" -m compileall -q -j 0 "$venv"/lib/python*/site-packages
}

with_pip() {
    local python
    if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        python=$(find_python)
        need_venv "$python"
        "$python" -m venv --clear "$venv"
    fi
    local pip=("$venv/bin/python" -m pip install --quiet --disable-pip-version-check)
    [ "$(id -u)" -ne 0 ] || pip+=(--root-user-action=ignore)
    "${pip[@]}" --require-hashes -r "$requirements"
    "${pip[@]}" --no-deps -e .
}

echo "setup: $venv from $requirements" >&2
if command -v uv >/dev/null; then with_uv; else with_pip; fi
