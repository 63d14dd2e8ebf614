#!/bin/sh
# Runs a command in frontend/ with the project's own Node: `frontend.sh npm ci`, `frontend.sh npm run build`.
set -eu
cd "$(dirname "$0")/.."
[ -x .node/bin/node ] || {
    echo "Node is missing from .node: run make setup" >&2
    exit 1
}
PATH="$PWD/.node/bin:$PATH"
export PATH
cd frontend
exec "$@"
