#!/bin/sh
# Writes the hashed lists of every Python package the project runs on. Run it after changing dependencies in pyproject.toml;
# with --upgrade it takes newer versions.
set -eu
cd "$(dirname "$0")/.."
lock() {
    list=$1
    shift
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-header --no-annotate "$@" --output-file "$list"
}
lock requirements.lock pyproject.toml "$@"
lock requirements-dev.lock --group dev pyproject.toml "$@"
lock requirements-node.lock --group pyproject.toml:node "$@"
