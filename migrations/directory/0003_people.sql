-- Somebody asked into a business. The token goes out by mail and stands here as a hash. The row ends when the invitation
-- is accepted or withdrawn, or gives way to a later one; access_log keeps that it was there.
CREATE TABLE invitation (
  invitation_id TEXT PRIMARY KEY,
  token_digest TEXT NOT NULL UNIQUE,
  tenant_id TEXT NOT NULL REFERENCES tenant (tenant_id) ON DELETE CASCADE,
  email TEXT NOT NULL CHECK (email = lower(email)),
  role TEXT NOT NULL CHECK (role IN ('technician', 'viewer')),
  invited_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  mail_status TEXT NOT NULL CHECK (mail_status IN ('sending', 'sent', 'failed')),
  mail_code TEXT,
  mailed_at INTEGER
);
CREATE UNIQUE INDEX invitation_once ON invitation (tenant_id, email);

-- Who did what to which tenant. It outlives tenants and people, and names no customer. once_key is set where repeats
-- of the same thing say nothing new, such as every request under one sign-in.
CREATE TABLE access_log (
  log_id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  email TEXT NOT NULL,
  action TEXT NOT NULL,
  tenant_id TEXT,
  detail TEXT,
  trace_id TEXT NOT NULL,
  once_key TEXT UNIQUE
);
CREATE INDEX access_log_of_tenant ON access_log (tenant_id, log_id);
CREATE INDEX access_log_age ON access_log (at);
