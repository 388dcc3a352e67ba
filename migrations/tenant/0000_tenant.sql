CREATE TABLE `call_logs` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`call_id` text NOT NULL,
	`call_key` text NOT NULL,
	`customer_id` text NOT NULL,
	`status` text NOT NULL,
	`duration_s` integer NOT NULL,
	`via` text NOT NULL,
	`recording_url` text,
	`ended_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `call_logs_call_key` ON `call_logs` (`call_key`);--> statement-breakpoint
CREATE INDEX `call_logs_customer` ON `call_logs` (`customer_id`);--> statement-breakpoint
CREATE TABLE `consents` (
	`consent_id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`basis` text NOT NULL,
	`evidence` text NOT NULL,
	`given_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `consents_customer` ON `consents` (`customer_id`);--> statement-breakpoint
CREATE TABLE `customers` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` text NOT NULL,
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
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_customer` ON `customers` (`customer_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `customers_phone` ON `customers` (`phone`);--> statement-breakpoint
CREATE UNIQUE INDEX `customers_contact_ref` ON `customers` (`contact_ref`);--> statement-breakpoint
CREATE INDEX `customers_email` ON `customers` (`email`);--> statement-breakpoint
CREATE TABLE `inbox` (
	`delivery_key` text PRIMARY KEY NOT NULL,
	`event_type` text NOT NULL,
	`trace_id` text NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `inbox_received` ON `inbox` (`received_at`);--> statement-breakpoint
CREATE TABLE `journeys` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`journey_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`state` text NOT NULL,
	`opened_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `journeys_journey` ON `journeys` (`journey_id`);--> statement-breakpoint
CREATE INDEX `journeys_customer` ON `journeys` (`customer_id`,`kind`);--> statement-breakpoint
CREATE TABLE `leads` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`lead_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`source` text NOT NULL,
	`status` text NOT NULL,
	`wished_at` integer,
	`opportunity_ref` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `leads_lead` ON `leads` (`lead_id`);--> statement-breakpoint
CREATE INDEX `leads_customer` ON `leads` (`customer_id`);--> statement-breakpoint
CREATE TABLE `messages` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
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
CREATE UNIQUE INDEX `messages_provider_ref` ON `messages` (`provider_ref`);--> statement-breakpoint
CREATE UNIQUE INDEX `messages_entry` ON `messages` (`entry_id`);--> statement-breakpoint
CREATE INDEX `messages_customer` ON `messages` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
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
CREATE UNIQUE INDEX `outbox_entry` ON `outbox` (`entry_id`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`);--> statement-breakpoint
CREATE INDEX `outbox_sequence` ON `outbox` (`sequence_key`,`seq`);--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `suppressions` (
	`channel` text NOT NULL,
	`address` text NOT NULL,
	`source` text NOT NULL,
	`evidence` text NOT NULL,
	`suppressed_at` integer NOT NULL,
	`lifted_at` integer,
	`lifted_by` text,
	PRIMARY KEY(`channel`, `address`)
);
--> statement-breakpoint
CREATE TABLE `timeline` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`event_id` text NOT NULL,
	`customer_id` text,
	`journey_id` text,
	`fact` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `timeline_customer` ON `timeline` (`customer_id`);--> statement-breakpoint
CREATE TABLE `timers` (
	`journey_id` text NOT NULL,
	`name` text NOT NULL,
	`due_at` integer NOT NULL,
	PRIMARY KEY(`journey_id`, `name`)
);
--> statement-breakpoint
CREATE INDEX `timers_due` ON `timers` (`due_at`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`token` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`customer_id` text NOT NULL,
	`address` text NOT NULL,
	`created_at` integer NOT NULL
);
