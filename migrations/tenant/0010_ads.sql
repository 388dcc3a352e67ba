CREATE TABLE `ad_changes` (
	`change_id` text PRIMARY KEY NOT NULL,
	`decision_id` text,
	`entry_id` text,
	`change` text NOT NULL,
	`target` text NOT NULL,
	`status` text NOT NULL,
	`daily_micros` integer NOT NULL,
	`request_ref` text,
	`code` text,
	`ordered_by` text NOT NULL,
	`ordered_at` integer NOT NULL,
	`settled_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `ad_changes_under_way` ON `ad_changes` (`target`) WHERE status = 'ordered';--> statement-breakpoint
CREATE INDEX `ad_changes_ordered` ON `ad_changes` (`ordered_at`);--> statement-breakpoint
CREATE INDEX `ad_changes_decision` ON `ad_changes` (`decision_id`) WHERE "ad_changes"."decision_id" is not null;--> statement-breakpoint
CREATE TABLE `ad_conversions` (
	`transaction_id` text PRIMARY KEY NOT NULL,
	`lead_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`kind` text NOT NULL,
	`value_minor` integer NOT NULL,
	`happened_at` integer NOT NULL,
	`status` text NOT NULL,
	`entry_id` text,
	`request_ref` text,
	`code` text,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ad_conversions_customer` ON `ad_conversions` (`customer_id`);--> statement-breakpoint
CREATE INDEX `ad_conversions_open` ON `ad_conversions` (`status`,`happened_at`);--> statement-breakpoint
CREATE TABLE `ad_days` (
	`kind` text NOT NULL,
	`ref` text NOT NULL,
	`day` integer NOT NULL,
	`campaign_id` text NOT NULL,
	`impressions` integer NOT NULL,
	`clicks` integer NOT NULL,
	`cost_micros` integer NOT NULL,
	`conversions` real NOT NULL,
	`lost_to_budget` real,
	PRIMARY KEY(`kind`, `ref`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ad_days_day` ON `ad_days` (`day`,`kind`);--> statement-breakpoint
CREATE TABLE `ad_groups` (
	`ad_group_id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`seen_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `ad_keywords` (
	`keyword_ref` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`ad_group_id` text,
	`text` text NOT NULL,
	`match_type` text NOT NULL,
	`is_negative` integer NOT NULL,
	`status` text NOT NULL,
	`bid_micros` integer,
	`quality_score` integer,
	`first_page_micros` integer,
	`seen_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ad_keywords_campaign` ON `ad_keywords` (`campaign_id`);--> statement-breakpoint
CREATE TABLE `ad_texts` (
	`ad_ref` text PRIMARY KEY NOT NULL,
	`ad_group_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`status` text NOT NULL,
	`headlines` text NOT NULL,
	`descriptions` text NOT NULL,
	`final_url` text NOT NULL,
	`seen_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `campaigns` (
	`campaign_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`bidding` text NOT NULL,
	`budget_id` text NOT NULL,
	`budget_micros` integer NOT NULL,
	`is_budget_shared` integer NOT NULL,
	`seen_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `financials` (
	`day` integer PRIMARY KEY NOT NULL,
	`ad_spend` integer NOT NULL,
	`leads_generated` integer NOT NULL,
	`bookings` integer NOT NULL,
	`revenue` integer NOT NULL,
	`cpl` real GENERATED ALWAYS AS (case when leads_generated > 0 then 1.0 * ad_spend / leads_generated end) VIRTUAL,
	`roi` real GENERATED ALWAYS AS (case when ad_spend > 0 then 1.0 * (revenue - ad_spend) / ad_spend end) VIRTUAL,
	`updated_at` integer NOT NULL
);
