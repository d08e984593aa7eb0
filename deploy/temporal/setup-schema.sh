#!/bin/sh
# Brings Temporal's two databases to the schema of this version; safe to run again, also after an upgrade.
set -eu

for store in temporal:temporal temporal_visibility:visibility; do
  database=${store%%:*}
  schema=/etc/temporal/schema/postgresql/v12/${store##*:}/versioned
  sql() { temporal-sql-tool --plugin postgres12 --ep "$SQL_HOST" --port "$SQL_PORT" --user "$SQL_USER" --db "$database" "$@"; }
  sql setup-schema --version 0.0
  sql update-schema --schema-dir "$schema"
done
