ALTER TABLE `leads` ADD `booked_at` integer;--> statement-breakpoint
CREATE INDEX `leads_booked` ON `leads` (`booked_at`,`status`) WHERE booked_at is not null;--> statement-breakpoint
CREATE INDEX `leads_closed` ON `leads` (`moved_at`) WHERE status in ('completed', 'lost');--> statement-breakpoint
CREATE INDEX `journeys_talking` ON `journeys` (`status`) WHERE status in ('in_conversation', 'booking_wanted', 'taken_over');--> statement-breakpoint
CREATE INDEX `outbox_failed` ON `outbox` (`status`) WHERE status in ('dead', 'in_doubt', 'refused');--> statement-breakpoint
UPDATE `leads` SET `moved_at` = `updated_at` WHERE `moved_at` IS NULL;--> statement-breakpoint
UPDATE `leads` SET `booked_at` = `updated_at` WHERE `booked_at` IS NULL AND `status` IN ('booked', 'completed');
