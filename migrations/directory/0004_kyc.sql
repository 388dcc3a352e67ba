-- Identity papers of resellers. What names or numbers a person is sealed in one text; the files lie in R2 under `folder`.
CREATE TABLE kyc (
  email TEXT PRIMARY KEY CHECK (email = lower(email)),
  folder TEXT NOT NULL UNIQUE,
  sealed TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);

-- `sha256` is of the file as it was sent, so that a judgement names the very file that was looked at.
CREATE TABLE kyc_document (
  folder TEXT NOT NULL REFERENCES kyc (folder) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('pan_card', 'gst_certificate', 'authorised_signatory', 'identity')),
  object_key TEXT NOT NULL UNIQUE,
  content_type TEXT NOT NULL CHECK (content_type IN ('application/pdf', 'image/jpeg', 'image/png')),
  byte_count INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'received' CHECK (status IN ('received', 'accepted', 'rejected')),
  reason TEXT,
  received_at INTEGER NOT NULL,
  judged_at INTEGER,
  judged_by TEXT,
  PRIMARY KEY (folder, kind),
  CHECK ((status = 'rejected') = (reason IS NOT NULL))
);

-- What outlives the papers: that somebody agreed to which notice, and when they took it back.
CREATE TABLE kyc_consent (
  consent_id INTEGER PRIMARY KEY,
  email TEXT NOT NULL CHECK (email = lower(email)),
  notice_version TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  withdrawn_at INTEGER
);
CREATE INDEX kyc_consent_of_person ON kyc_consent (email, given_at);

-- Folders whose files have to go. A row stays until no upload that began before the withdrawal can still be running.
CREATE TABLE kyc_erasure (
  folder TEXT PRIMARY KEY,
  erased_at INTEGER NOT NULL
);
