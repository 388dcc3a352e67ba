CREATE TABLE `push_subscriptions` (
	`endpoint` text PRIMARY KEY NOT NULL,
	`p256dh` text NOT NULL,
	`auth` text NOT NULL,
	`email` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `scripts` (
	`name` text NOT NULL,
	`language` text NOT NULL,
	`text` text NOT NULL,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`name`, `language`)
);
--> statement-breakpoint
ALTER TABLE `leads` ADD `revenue_minor` integer;--> statement-breakpoint
ALTER TABLE `leads` ADD `moved_at` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `occasioned_at` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `sent_at` integer;