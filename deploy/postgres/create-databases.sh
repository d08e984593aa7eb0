#!/bin/bash
# Runs once, when the database server's volume is new: an owner and its databases for the register and for Temporal.
set -euo pipefail

create() { # owner, password, database...
  local owner=$1 password=$2
  shift 2
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres -v owner="$owner" -v password="$password" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'password';
SQL
  local database
  for database in "$@"; do
    createdb --username "$POSTGRES_USER" --owner "$owner" --encoding UTF8 "$database"
  done
}

create duban "$DUBAN_DB_PASSWORD" duban
create temporal "$TEMPORAL_DB_PASSWORD" temporal temporal_visibility
