#!/bin/sh
# Writes packaging/requirements.lock anew from pyproject.toml. Needs uv; names no host and pins every hash.
set -eu
cd "$(dirname "$0")/.."
uv pip compile --quiet pyproject.toml --extra build --extra test --generate-hashes --no-header --no-annotate \
    --no-emit-index-url --python-version 3.11 --override packaging/overrides.txt -o packaging/requirements.lock "$@"
