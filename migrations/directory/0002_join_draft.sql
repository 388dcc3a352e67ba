-- One technician who is joining, by the address they sign in with. The draft is JSON, a key for each step that was done.
-- The tenant's id is set before its number is bought under that name, so that a purchase whose answer was lost is found.
CREATE TABLE join_draft (
  email TEXT PRIMARY KEY CHECK (email = lower(email)),
  draft TEXT NOT NULL DEFAULT '{}',
  tenant_id TEXT UNIQUE,
  sms_number TEXT UNIQUE,
  buying_until INTEGER,
  live_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
