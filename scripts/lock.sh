#!/bin/sh
# Writes the hashed lists of every Python package the project runs on. Run it after changing dependencies in pyproject.toml.
set -eu
cd "$(dirname "$0")/.."
for list in requirements.lock requirements-dev.lock; do
    group=""
    [ "$list" = requirements.lock ] || group="--group dev"
    # shellcheck disable=SC2086  # two words on purpose
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-header --no-annotate $group pyproject.toml --output-file "$list" "$@"
done
