#!/bin/sh
# Writes frontend/src/api/schema.d.ts from the backend's own OpenAPI description; with --check it only says whether that is in sync.
set -eu
cd "$(dirname "$0")/.."
types=frontend/src/api/schema.d.ts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.venv/bin/modu openapi >"$work/openapi.json"
sh scripts/frontend.sh npx --no-install openapi-typescript "$work/openapi.json" --output "$work/schema.d.ts" >/dev/null
if [ "${1:-}" = --check ]; then
    diff -u "$types" "$work/schema.d.ts" || {
        echo "The frontend's API types do not fit the backend: run make api" >&2
        exit 1
    }
else
    cp "$work/schema.d.ts" "$types"
fi
