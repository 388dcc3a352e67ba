-- The switch that stops everything automated for all businesses. One row a change; the newest counts.
CREATE TABLE fleet_switch (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
  reason TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL
);

-- Businesses that have yet to hear of the newest change. Those asked least often come first, so that one that does not
-- answer holds nobody up.
CREATE TABLE fleet_untold (
  tenant_id TEXT PRIMARY KEY REFERENCES tenant (tenant_id) ON DELETE CASCADE,
  attempts INTEGER NOT NULL
);
CREATE INDEX fleet_untold_order ON fleet_untold (attempts, tenant_id);
