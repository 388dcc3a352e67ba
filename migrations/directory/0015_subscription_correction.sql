-- A line that should never have been is taken out by an admin: it stays readable and counts for nothing.
ALTER TABLE subscription_change ADD COLUMN removed_at INTEGER;
ALTER TABLE subscription_change ADD COLUMN removed_by TEXT;

-- What was said with a change of when it begins or ends, so that what stands can be told from the lines alone.
ALTER TABLE subscription_change ADD COLUMN started_at INTEGER;
ALTER TABLE subscription_change ADD COLUMN trial_ends_at INTEGER;
ALTER TABLE subscription_change ADD COLUMN cancelled_at INTEGER;
