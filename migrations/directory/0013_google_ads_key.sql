-- An advertising account belongs to one business at a time, as a number and a location do. SQLite changes a check only
-- with its table.
CREATE TABLE tenant_key_next (
  kind TEXT NOT NULL CHECK (kind IN ('sms_number', 'ghl_location', 'google_ads')),
  key TEXT NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenant (tenant_id) ON DELETE CASCADE,
  PRIMARY KEY (kind, key)
);
INSERT INTO tenant_key_next (kind, key, tenant_id) SELECT kind, key, tenant_id FROM tenant_key;
DROP TABLE tenant_key;
ALTER TABLE tenant_key_next RENAME TO tenant_key;
CREATE INDEX tenant_key_of_tenant ON tenant_key (tenant_id);
