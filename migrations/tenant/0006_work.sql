CREATE TABLE `appointments` (
	`appointment_id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`lead_id` text,
	`crew_id` text NOT NULL,
	`status` text NOT NULL,
	`service` text,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`busy_from` integer NOT NULL,
	`busy_until` integer NOT NULL,
	`hold_until` integer,
	`address` text,
	`notes` text,
	`fee_minor` integer NOT NULL,
	`source` text NOT NULL,
	`crm_ref` text,
	`sequence` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `appointments_customer` ON `appointments` (`customer_id`);--> statement-breakpoint
CREATE INDEX `appointments_starts` ON `appointments` (`starts_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_crm_ref` ON `appointments` (`crm_ref`);--> statement-breakpoint
CREATE TABLE `contracts` (
	`contract_id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`plan` text NOT NULL,
	`status` text NOT NULL,
	`price_minor` integer NOT NULL,
	`term_months` integer NOT NULL,
	`renews_by_itself` integer NOT NULL,
	`terms` text NOT NULL,
	`evidence` text,
	`accepted_at` integer,
	`starts_on` text,
	`renews_on` text,
	`cancelled_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `contracts_customer` ON `contracts` (`customer_id`);--> statement-breakpoint
CREATE INDEX `contracts_renews` ON `contracts` (`status`,`renews_on`);--> statement-breakpoint
CREATE TABLE `crm_links` (
	`kind` text NOT NULL,
	`our_id` text NOT NULL,
	`crm_ref` text NOT NULL,
	`customer_id` text,
	`ours_at` integer,
	`theirs_at` integer,
	`digest` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`kind`, `our_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `crm_links_ref` ON `crm_links` (`kind`,`crm_ref`);--> statement-breakpoint
CREATE INDEX `crm_links_customer` ON `crm_links` (`customer_id`);--> statement-breakpoint
CREATE TABLE `held_back` (
	`held_id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`kind` text NOT NULL,
	`ref` text NOT NULL,
	`reason` text NOT NULL,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `held_back_customer` ON `held_back` (`customer_id`);--> statement-breakpoint
CREATE INDEX `held_back_status` ON `held_back` (`status`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`job_id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`lead_id` text,
	`appointment_id` text,
	`service` text,
	`amount_minor` integer,
	`completed_at` integer NOT NULL,
	`created_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `jobs_customer` ON `jobs` (`customer_id`,`completed_at`);--> statement-breakpoint
CREATE INDEX `jobs_completed` ON `jobs` (`completed_at`);--> statement-breakpoint
CREATE TABLE `media` (
	`media_id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`message_id` text,
	`call_id` text,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`reason` text,
	`source_url` text,
	`file_key` text,
	`content_type` text,
	`byte_count` integer,
	`transcript` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `media_customer` ON `media` (`customer_id`);--> statement-breakpoint
CREATE INDEX `media_message` ON `media` (`message_id`);--> statement-breakpoint
CREATE INDEX `media_call` ON `media` (`call_id`);--> statement-breakpoint
CREATE TABLE `quotes` (
	`quote_id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`journey_id` text,
	`lead_id` text,
	`status` text NOT NULL,
	`service` text,
	`from_minor` integer,
	`to_minor` integer,
	`description` text,
	`address` text,
	`urgency` text,
	`approved_by` text,
	`sent_at` integer,
	`expires_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `quotes_customer` ON `quotes` (`customer_id`);--> statement-breakpoint
CREATE INDEX `quotes_status` ON `quotes` (`status`);--> statement-breakpoint
CREATE TABLE `slot_cells` (
	`crew_id` text NOT NULL,
	`cell` integer NOT NULL,
	`appointment_id` text NOT NULL,
	PRIMARY KEY(`crew_id`, `cell`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `slot_cells_appointment` ON `slot_cells` (`appointment_id`);--> statement-breakpoint
ALTER TABLE `customers` ADD `relation` text;--> statement-breakpoint
ALTER TABLE `leads` ADD `attribution` text;