-- Agencies that have installed Shoulder at GoHighLevel. Their tokens are sealed and shared by all businesses whose
-- locations they own; whoever holds the lease refreshes them, and the generation counts how often that was done.
CREATE TABLE ghl_agency (
  company_id TEXT PRIMARY KEY,
  installed_by TEXT NOT NULL,
  sealed TEXT NOT NULL,
  generation INTEGER NOT NULL,
  lease_owner TEXT,
  lease_ends_at INTEGER,
  revoked_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);

-- Which businesses have a location of which agency.
CREATE TABLE ghl_agency_tenant (
  tenant_id TEXT PRIMARY KEY REFERENCES tenant (tenant_id) ON DELETE CASCADE,
  company_id TEXT NOT NULL
);
CREATE INDEX ghl_agency_tenant_company ON ghl_agency_tenant (company_id);

-- Ways to connect an account that were used up: each opens once.
CREATE TABLE connect_used (
  nonce TEXT PRIMARY KEY,
  ends_at INTEGER NOT NULL
);
CREATE INDEX connect_used_ends_at ON connect_used (ends_at);
