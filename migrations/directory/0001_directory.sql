CREATE TABLE tenant (
  tenant_id TEXT PRIMARY KEY,
  business_name TEXT NOT NULL,
  language TEXT NOT NULL,
  created_at INTEGER NOT NULL
);

-- What providers address a tenant by. A number or a location belongs to one tenant at a time.
CREATE TABLE tenant_key (
  kind TEXT NOT NULL CHECK (kind IN ('sms_number', 'ghl_location')),
  key TEXT NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenant (tenant_id) ON DELETE CASCADE,
  PRIMARY KEY (kind, key)
);
CREATE INDEX tenant_key_of_tenant ON tenant_key (tenant_id);

-- A reseller stands here once without a tenant, which lets them create the first, and once for each tenant of theirs.
CREATE TABLE person (
  email TEXT NOT NULL CHECK (email = lower(email)),
  role TEXT NOT NULL CHECK (role IN ('technician', 'reseller', 'viewer')),
  tenant_id TEXT REFERENCES tenant (tenant_id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  CHECK (role = 'reseller' OR tenant_id IS NOT NULL)
);
CREATE UNIQUE INDEX person_once ON person (email, role, coalesce(tenant_id, ''));
CREATE INDEX person_of_tenant ON person (tenant_id);

-- Signed deliveries that named nobody we know. No bodies, no whole numbers.
CREATE TABLE unknown_delivery (
  provider TEXT NOT NULL,
  address_kind TEXT NOT NULL,
  address_digest TEXT NOT NULL,
  address_masked TEXT NOT NULL,
  reason TEXT NOT NULL,
  delivery_count INTEGER NOT NULL,
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  PRIMARY KEY (provider, address_digest, reason)
);
CREATE INDEX unknown_delivery_recent ON unknown_delivery (last_seen_at);
