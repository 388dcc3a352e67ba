-- The key that Google Ads sends along with a lead, as its SHA-256 in hex. A business has one at a time, and whoever
-- reads this table cannot send a lead with it.
CREATE TABLE lead_key (
  digest TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL UNIQUE REFERENCES tenant (tenant_id) ON DELETE CASCADE,
  set_at INTEGER NOT NULL
);
