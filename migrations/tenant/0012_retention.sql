CREATE INDEX `tokens_expire` ON `tokens` (`expires_at`) WHERE "tokens"."expires_at" is not null;--> statement-breakpoint
CREATE INDEX `media_held` ON `media` (`media_id`) WHERE status <> 'gone';--> statement-breakpoint
CREATE INDEX `media_transcribed` ON `media` (`media_id`) WHERE transcript is not null;--> statement-breakpoint
CREATE INDEX `call_logs_recorded` ON `call_logs` (`call_id`) WHERE recording_url is not null;