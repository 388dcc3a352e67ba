-- What a business pays Shoulder, as it stands; whoever writes it says where it comes from.
CREATE TABLE subscription (
  tenant_id TEXT PRIMARY KEY REFERENCES tenant (tenant_id) ON DELETE CASCADE,
  plan TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('trialing', 'active', 'past_due', 'cancelled')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  currency TEXT NOT NULL,
  interval TEXT NOT NULL CHECK (interval IN ('month', 'year')),
  trial_ends_at INTEGER,
  started_at INTEGER NOT NULL,
  cancelled_at INTEGER,
  source TEXT NOT NULL CHECK (source IN ('manual', 'stripe', 'razorpay')),
  updated_at INTEGER NOT NULL
);

-- Every state it ever had, so that what came in and went in any month can be told. Nothing here is changed.
CREATE TABLE subscription_change (
  change_id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id TEXT NOT NULL REFERENCES tenant (tenant_id) ON DELETE CASCADE,
  plan TEXT NOT NULL,
  status TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  interval TEXT NOT NULL,
  source TEXT NOT NULL,
  -- An address, or the provider that told it.
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL
);
CREATE INDEX subscription_change_tenant ON subscription_change (tenant_id, change_id);

-- Keys of the platform, which belong to no business: for programs that read figures of the whole.
CREATE TABLE fleet_key (
  key_id TEXT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  last_four TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- The beginning of the hour in which it was last used.
  used_at INTEGER,
  revoked_at INTEGER
);
