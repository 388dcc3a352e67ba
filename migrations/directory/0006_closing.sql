-- Businesses that were closed. Until erases_at one can come back, which ends its row; then it erases itself and says so
-- in erased_at. The tenant's own row stays, without a name, so that its id is never anybody else's.
CREATE TABLE tenant_closing (
  tenant_id TEXT PRIMARY KEY REFERENCES tenant (tenant_id) ON DELETE CASCADE,
  closed_at INTEGER NOT NULL,
  erases_at INTEGER NOT NULL,
  erased_at INTEGER
);
