#!/bin/sh
# Waits until the server answers, then makes sure that the namespace exists. TEMPORAL_ADDRESS is read by the CLI itself.
set -eu

tries=60
until temporal operator cluster health >/dev/null 2>&1; do
  tries=$((tries - 1))
  if [ "$tries" -eq 0 ]; then
    echo "Temporal at $TEMPORAL_ADDRESS did not answer within 5 minutes" >&2
    exit 1
  fi
  sleep 5
done

temporal operator namespace describe --namespace "$NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$NAMESPACE" --retention "$RETENTION"
