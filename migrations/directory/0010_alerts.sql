-- What admins are told of. One row for each rule and what it watches, from the first reading that was out of bounds on;
-- what was always well has none. The state's fields are those of worker/alerts/decide.ts.
CREATE TABLE alert (
  rule TEXT NOT NULL,
  subject TEXT NOT NULL,
  alert_id TEXT,
  is_raised INTEGER NOT NULL CHECK (is_raised IN (0, 1)),
  state TEXT NOT NULL,
  acknowledged_by TEXT,
  stamp TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (rule, subject)
);
CREATE INDEX alert_open ON alert (is_raised, changed_at);
CREATE INDEX alert_id ON alert (alert_id);

-- Each raising, reminder and clearing that somebody is to hear of, written with the change it tells of.
CREATE TABLE alert_notice (
  notice_id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule TEXT NOT NULL,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  figure REAL,
  at INTEGER NOT NULL,
  is_bundled INTEGER NOT NULL CHECK (is_bundled IN (0, 1))
);
CREATE INDEX alert_notice_waiting ON alert_notice (is_bundled, notice_id);

-- Where notices go. The address of a webhook is sealed; its host can be shown.
CREATE TABLE alert_route (
  route_id TEXT PRIMARY KEY,
  place INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  target TEXT NOT NULL,
  shown TEXT NOT NULL,
  severity TEXT NOT NULL,
  language TEXT NOT NULL
);

-- One message to one route, which tells of one or more notices.
CREATE TABLE alert_delivery (
  delivery_id TEXT PRIMARY KEY,
  route_id TEXT NOT NULL,
  content TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'claimed', 'sent', 'failed')),
  attempts INTEGER NOT NULL,
  is_doubted INTEGER NOT NULL CHECK (is_doubted IN (0, 1)),
  due_at INTEGER NOT NULL,
  claimed_until INTEGER,
  first_tried_at INTEGER,
  last_code TEXT,
  created_at INTEGER NOT NULL,
  settled_at INTEGER
);
CREATE INDEX alert_delivery_due ON alert_delivery (status, due_at);
CREATE INDEX alert_delivery_route ON alert_delivery (route_id, settled_at);

-- Null is everything: all rules, or all businesses and the fleet itself.
CREATE TABLE alert_silence (
  silence_id TEXT PRIMARY KEY,
  rule TEXT,
  tenant_id TEXT,
  until_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
