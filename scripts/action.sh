#!/usr/bin/env bash
# What the GitHub Action runs: findings as annotations, a SARIF report, and a summary of the job.
# KUBE_NODE_LIFECYCLE names a command to run instead of the package from npm.
set -euo pipefail

words=()
while IFS= read -r line; do [ -z "$line" ] || words+=("$line"); done <<<"${INPUT_ARGS:-}"
[ -z "${INPUT_BASELINE:-}" ] || words+=(--baseline "$INPUT_BASELINE")
paths=()
while IFS= read -r line; do [ -z "$line" ] || paths+=("$line"); done <<<"${INPUT_PATH:-.}"

# An action that is pinned runs what was released with it, not what is newest today.
own=$(sed -n 's/^ *"version": "\([^"]*\)".*/\1/p' "$(dirname "$0")/../package.json" | head -n 1)
if [ -n "${KUBE_NODE_LIFECYCLE:-}" ]; then run=(node "$KUBE_NODE_LIFECYCLE"); else run=(npx --yes "kube-node-lifecycle@${INPUT_VERSION:-$own}"); fi

report=$(mktemp)
status=0
"${run[@]}" check --format github --format "sarif=${INPUT_SARIF:-kube-node-lifecycle.sarif}" --format "stylish=$report" \
  --fail-on "${INPUT_FAIL_ON:-error}" ${words[@]+"${words[@]}"} -- "${paths[@]}" || status=$?

if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  # A fence that is longer than any in the report: what files say stays text.
  fence='```'
  while grep -qF "$fence" "$report"; do fence="$fence\`"; done
  { printf '### Kubernetes node lifecycle\n\n%stext\n' "$fence"; cat "$report"; printf '%s\n' "$fence"; } >>"$GITHUB_STEP_SUMMARY"
fi
rm -f "$report"
exit "$status"
