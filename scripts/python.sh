#!/bin/sh
# Puts the project's Python environment into .venv: `python.sh` for developers, `python.sh --production` for an installation
# (with `--packages-only`, only what the app needs and not yet the app).
set -eu
cd "$(dirname "$0")/.."
lock=requirements-dev.lock
[ "${1:-}" != --production ] || lock=requirements.lock
python="${PYTHON:-python3}"

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; $("$python" --version) was found. Name another one: make PYTHON=python3.12 setup" >&2
    exit 1
}
if ! .venv/bin/python -c '' 2>/dev/null; then
    rm -rf .venv
    "$python" -m venv .venv || {
        # Debian keeps the part of venv that brings pip in a package of its own.
        rm -rf .venv
        "$python" -m pip --version >/dev/null 2>&1 && "$python" -m venv --without-pip .venv || {
            echo "This Python cannot make a virtual environment. On Debian and Ubuntu: apt-get install -y python3-venv" >&2
            exit 1
        }
    }
fi
install_uv() {
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then
        .venv/bin/python -m pip install --quiet 'uv>=0.13,<1'
    else
        "$python" -m pip --python .venv/bin/python install --quiet 'uv>=0.13,<1'
    fi
}
[ -x .venv/bin/uv ] || install_uv || echo "uv could not be installed; going on with pip." >&2

export VIRTUAL_ENV="$PWD/.venv"
if [ -x .venv/bin/uv ] && .venv/bin/uv pip install --require-hashes -r "$lock"; then
    install=".venv/bin/uv pip install"
else
    # uv does not read pip's settings, so where only pip knows a mirror, pip does the work.
    .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r "$lock"
    install=".venv/bin/python -m pip install --disable-pip-version-check"
fi
[ "${2:-}" != --packages-only ] || exit 0
# The app runs from its folder, here and in an installation: migrations and the built frontend lie beside it.
if [ "$lock" = requirements.lock ]; then
    $install --no-deps --editable .
else
    $install --no-deps --no-build-isolation --editable .
fi
# An installation's own user may not write beside the packages, so they are compiled for it now.
[ "$lock" != requirements.lock ] || .venv/bin/python -m compileall -q -j 2 .venv/lib app >/dev/null || true
