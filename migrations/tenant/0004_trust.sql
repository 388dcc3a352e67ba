CREATE TABLE `__new_suppressions` (
	`channel` text NOT NULL,
	`address_key` text NOT NULL,
	`topic` text NOT NULL,
	`source` text NOT NULL,
	`evidence` text NOT NULL,
	`suppressed_at` integer NOT NULL,
	`lifted_at` integer,
	`lifted_by` text,
	PRIMARY KEY(`channel`, `address_key`, `topic`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_suppressions`("channel", "address_key", "topic", "source", "evidence", "suppressed_at", "lifted_at", "lifted_by") SELECT "channel", 'plain:' || "address", 'all', "source", "evidence", "suppressed_at", "lifted_at", "lifted_by" FROM `suppressions`;--> statement-breakpoint
DROP TABLE `suppressions`;--> statement-breakpoint
ALTER TABLE `__new_suppressions` RENAME TO `suppressions`;--> statement-breakpoint
ALTER TABLE `customers` ADD `phone_key` text;--> statement-breakpoint
ALTER TABLE `consents` ADD `address_key` text;--> statement-breakpoint
ALTER TABLE `consents` ADD `wording` text;--> statement-breakpoint
ALTER TABLE `consents` ADD `purpose` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `redacted_at` integer;--> statement-breakpoint
ALTER TABLE `tokens` ADD `expires_at` integer;--> statement-breakpoint
ALTER TABLE `tokens` ADD `used_at` integer;--> statement-breakpoint
CREATE TABLE `ledger` (
	`seq` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`ref` text NOT NULL,
	`address_key` text,
	`at` integer NOT NULL,
	`day` text NOT NULL,
	`facts` text NOT NULL,
	`content_hash` text,
	`content_salt` text,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_row` ON `ledger` (`kind`,`ref`);--> statement-breakpoint
CREATE INDEX `ledger_address` ON `ledger` (`address_key`);--> statement-breakpoint
CREATE INDEX `ledger_day` ON `ledger` (`day`);--> statement-breakpoint
CREATE TABLE `ledger_heads` (
	`day` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`row_count` integer NOT NULL,
	`hash` text NOT NULL,
	`made_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `privacy_requests` (
	`request_id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`law` text NOT NULL,
	`status` text NOT NULL,
	`customer_id` text,
	`address_key` text,
	`identity` text NOT NULL,
	`received_via` text NOT NULL,
	`asked_by` text NOT NULL,
	`received_at` integer NOT NULL,
	`confirm_by` integer,
	`due_at` integer NOT NULL,
	`extended_at` integer,
	`closed_at` integer,
	`steps` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `privacy_requests_due` ON `privacy_requests` (`status`,`due_at`);
