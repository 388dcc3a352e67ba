CREATE TABLE `__new_consents` (
	`consent_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`basis` text NOT NULL,
	`evidence` text NOT NULL,
	`given_at` integer NOT NULL,
	PRIMARY KEY(`customer_id`, `consent_id`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_consents`("consent_id", "customer_id", "basis", "evidence", "given_at") SELECT "consent_id", "customer_id", "basis", "evidence", "given_at" FROM `consents`;--> statement-breakpoint
DROP TABLE `consents`;--> statement-breakpoint
ALTER TABLE `__new_consents` RENAME TO `consents`;--> statement-breakpoint
CREATE TABLE `__new_customers` (
	`customer_id` text PRIMARY KEY NOT NULL,
	`phone` text,
	`email` text,
	`name` text,
	`language` text NOT NULL,
	`withheld` integer NOT NULL,
	`line_type` text NOT NULL,
	`contact_ref` text,
	`look_up` text NOT NULL,
	`conversation_open_until` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_customers`("customer_id", "phone", "email", "name", "language", "withheld", "line_type", "contact_ref", "look_up", "conversation_open_until", "created_at", "updated_at") SELECT "customer_id", "phone", "email", "name", "language", "withheld", "line_type", "contact_ref", "look_up", "conversation_open_until", "created_at", "updated_at" FROM `customers`;--> statement-breakpoint
DROP TABLE `customers`;--> statement-breakpoint
ALTER TABLE `__new_customers` RENAME TO `customers`;--> statement-breakpoint
CREATE UNIQUE INDEX `customers_phone` ON `customers` (`phone`) WHERE "customers"."phone" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `customers_contact_ref` ON `customers` (`contact_ref`) WHERE "customers"."contact_ref" is not null;--> statement-breakpoint
DROP INDEX `inbox_received`;--> statement-breakpoint
CREATE TABLE `__new_journeys` (
	`journey_id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`state` text NOT NULL,
	`opened_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_journeys`("journey_id", "customer_id", "kind", "status", "state", "opened_at", "updated_at") SELECT "journey_id", "customer_id", "kind", "status", "state", "opened_at", "updated_at" FROM `journeys`;--> statement-breakpoint
DROP TABLE `journeys`;--> statement-breakpoint
ALTER TABLE `__new_journeys` RENAME TO `journeys`;--> statement-breakpoint
CREATE INDEX `journeys_customer` ON `journeys` (`customer_id`,`kind`);--> statement-breakpoint
CREATE TABLE `__new_leads` (
	`lead_id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`source` text NOT NULL,
	`status` text NOT NULL,
	`wished_at` integer,
	`opportunity_ref` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_leads`("lead_id", "customer_id", "source", "status", "wished_at", "opportunity_ref", "created_at", "updated_at") SELECT "lead_id", "customer_id", "source", "status", "wished_at", "opportunity_ref", "created_at", "updated_at" FROM `leads`;--> statement-breakpoint
DROP TABLE `leads`;--> statement-breakpoint
ALTER TABLE `__new_leads` RENAME TO `leads`;--> statement-breakpoint
CREATE INDEX `leads_customer` ON `leads` (`customer_id`);--> statement-breakpoint
CREATE TABLE `__new_messages` (
	`seq` integer PRIMARY KEY NOT NULL,
	`message_id` text NOT NULL,
	`customer_id` text,
	`audience` text NOT NULL,
	`channel` text NOT NULL,
	`direction` text NOT NULL,
	`from_address` text,
	`to_address` text,
	`subject` text,
	`body` text NOT NULL,
	`status` text NOT NULL,
	`error_code` text,
	`template` text,
	`class` text,
	`unprompted` integer NOT NULL,
	`label` text,
	`segments` integer NOT NULL,
	`provider_ref` text,
	`entry_id` text,
	`episode_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_messages`("seq", "message_id", "customer_id", "audience", "channel", "direction", "from_address", "to_address", "subject", "body", "status", "error_code", "template", "class", "unprompted", "label", "segments", "provider_ref", "entry_id", "episode_id", "created_at", "updated_at") SELECT "seq", "message_id", "customer_id", "audience", "channel", "direction", "from_address", "to_address", "subject", "body", "status", "error_code", "template", "class", "unprompted", "label", "segments", "provider_ref", "entry_id", "episode_id", "created_at", "updated_at" FROM `messages`;--> statement-breakpoint
DROP TABLE `messages`;--> statement-breakpoint
ALTER TABLE `__new_messages` RENAME TO `messages`;--> statement-breakpoint
CREATE UNIQUE INDEX `messages_message` ON `messages` (`message_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `messages_provider_ref` ON `messages` (`provider_ref`) WHERE "messages"."provider_ref" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `messages_entry` ON `messages` (`entry_id`) WHERE "messages"."entry_id" is not null;--> statement-breakpoint
CREATE INDEX `messages_customer` ON `messages` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `__new_call_logs` (
	`call_id` text PRIMARY KEY NOT NULL,
	`call_key` text NOT NULL,
	`customer_id` text NOT NULL,
	`status` text NOT NULL,
	`duration_s` integer NOT NULL,
	`via` text NOT NULL,
	`recording_url` text,
	`ended_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_call_logs`("call_id", "call_key", "customer_id", "status", "duration_s", "via", "recording_url", "ended_at") SELECT "call_id", "call_key", "customer_id", "status", "duration_s", "via", "recording_url", "ended_at" FROM `call_logs`;--> statement-breakpoint
DROP TABLE `call_logs`;--> statement-breakpoint
ALTER TABLE `__new_call_logs` RENAME TO `call_logs`;--> statement-breakpoint
CREATE UNIQUE INDEX `call_logs_call_key` ON `call_logs` (`call_key`);--> statement-breakpoint
CREATE INDEX `call_logs_customer` ON `call_logs` (`customer_id`);--> statement-breakpoint
CREATE TABLE `__new_outbox` (
	`seq` integer PRIMARY KEY NOT NULL,
	`entry_id` text NOT NULL,
	`journey_id` text,
	`customer_id` text,
	`lane` text NOT NULL,
	`sequence_key` text NOT NULL,
	`payload` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at` integer,
	`useful_until` integer NOT NULL,
	`claimed_at` integer,
	`claimed_by` text,
	`doubt_since` integer,
	`composed` text,
	`gate` text,
	`provider_ref` text,
	`last_code` text,
	`created_at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
INSERT INTO `__new_outbox`("seq", "entry_id", "journey_id", "customer_id", "lane", "sequence_key", "payload", "status", "attempts", "due_at", "useful_until", "claimed_at", "claimed_by", "doubt_since", "composed", "gate", "provider_ref", "last_code", "created_at", "settled_at") SELECT "seq", "entry_id", "journey_id", "customer_id", "lane", "sequence_key", "payload", "status", "attempts", "due_at", "useful_until", "claimed_at", "claimed_by", "doubt_since", "composed", "gate", "provider_ref", "last_code", "created_at", "settled_at" FROM `outbox`;--> statement-breakpoint
DROP TABLE `outbox`;--> statement-breakpoint
ALTER TABLE `__new_outbox` RENAME TO `outbox`;--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_entry` ON `outbox` (`entry_id`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`);--> statement-breakpoint
CREATE INDEX `outbox_sequence` ON `outbox` (`sequence_key`,`seq`);--> statement-breakpoint
CREATE TABLE `__new_timeline` (
	`seq` integer PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`customer_id` text,
	`journey_id` text,
	`fact` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_timeline`("seq", "event_id", "customer_id", "journey_id", "fact", "at") SELECT "seq", "event_id", "customer_id", "journey_id", "fact", "at" FROM `timeline`;--> statement-breakpoint
DROP TABLE `timeline`;--> statement-breakpoint
ALTER TABLE `__new_timeline` RENAME TO `timeline`;--> statement-breakpoint
CREATE INDEX `timeline_customer` ON `timeline` (`customer_id`);--> statement-breakpoint
CREATE TABLE `__new_inbox` (
	`delivery_key` text PRIMARY KEY NOT NULL,
	`event_type` text NOT NULL,
	`trace_id` text NOT NULL,
	`received_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_inbox` SELECT "delivery_key", "event_type", "trace_id", "received_at" FROM `inbox`;--> statement-breakpoint
DROP TABLE `inbox`;--> statement-breakpoint
ALTER TABLE `__new_inbox` RENAME TO `inbox`;--> statement-breakpoint
CREATE TABLE `__new_timers` (
	`journey_id` text NOT NULL,
	`name` text NOT NULL,
	`due_at` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `name`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_timers` SELECT "journey_id", "name", "due_at" FROM `timers`;--> statement-breakpoint
DROP TABLE `timers`;--> statement-breakpoint
ALTER TABLE `__new_timers` RENAME TO `timers`;--> statement-breakpoint
CREATE INDEX `timers_due` ON `timers` (`due_at`);
