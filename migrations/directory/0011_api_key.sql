-- Keys by which programs call the API for one business, as their SHA-256 in hex: whoever reads this table cannot call
-- anything with it. A key that was revoked stays as a line, so that the business still sees what it had.
CREATE TABLE api_key (
  key_id TEXT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  tenant_id TEXT NOT NULL REFERENCES tenant (tenant_id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  -- Names of scopes, separated by spaces, as in OAuth.
  scopes TEXT NOT NULL,
  last_four TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- The beginning of the hour in which it was last used.
  used_at INTEGER,
  revoked_at INTEGER
);
CREATE INDEX api_key_tenant ON api_key (tenant_id, created_at);
