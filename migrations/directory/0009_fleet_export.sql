-- Businesses whose day could not be exported after every try, until one succeeds. A day's export carries the five weeks
-- before it, so one row a business is enough: the newest day that failed.
CREATE TABLE fleet_export_dead (
  tenant_id TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  code TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  failed_at INTEGER NOT NULL
);
