CREATE TABLE `agent_runs` (
	`run_id` text PRIMARY KEY NOT NULL,
	`agent` text NOT NULL,
	`trigger` text NOT NULL,
	`finding_id` text,
	`status` text NOT NULL,
	`observed` text,
	`actions` text,
	`error` text,
	`cost_micros` integer NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `agent_runs_agent` ON `agent_runs` (`agent`,`started_at`);--> statement-breakpoint
CREATE TABLE `ai_agent_logs` (
	`decision_id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`agent` text NOT NULL,
	`kind` text NOT NULL,
	`target` text NOT NULL,
	`status` text NOT NULL,
	`evidence` text NOT NULL,
	`expectation` text NOT NULL,
	`action` text NOT NULL,
	`undo` text,
	`decided_at` integer,
	`decided_by` text,
	`applied_at` integer,
	`measure_at` integer,
	`outcome` text,
	`impact_minor` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `ai_agent_logs_in_flight` ON `ai_agent_logs` (`target`) WHERE status in ('proposed', 'approved', 'applied');--> statement-breakpoint
CREATE INDEX `ai_agent_logs_status` ON `ai_agent_logs` (`status`,`agent`);--> statement-breakpoint
CREATE INDEX `ai_agent_logs_measure` ON `ai_agent_logs` (`measure_at`) WHERE status = 'applied';--> statement-breakpoint
CREATE TABLE `experiments` (
	`experiment_id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`language` text NOT NULL,
	`metric` text NOT NULL,
	`status` text NOT NULL,
	`arms` text NOT NULL,
	`rule` text NOT NULL,
	`shares` text NOT NULL,
	`winner` text,
	`decision_id` text,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`updated_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `experiments_running` ON `experiments` (`subject`,`language`) WHERE status = 'running';--> statement-breakpoint
CREATE TABLE `exposures` (
	`experiment_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`arm` text NOT NULL,
	`exposed_at` integer NOT NULL,
	`outcome_at` integer,
	PRIMARY KEY(`experiment_id`, `customer_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `findings` (
	`finding_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`severity` text NOT NULL,
	`evidence` text NOT NULL,
	`report` text,
	`opened_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`closed_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `findings_open` ON `findings` (`kind`) WHERE "findings"."closed_at" is null;--> statement-breakpoint
CREATE INDEX `findings_opened` ON `findings` (`opened_at`);--> statement-breakpoint
CREATE TABLE `memories` (
	`memory_id` text PRIMARY KEY NOT NULL,
	`customer_id` text,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `memories_customer` ON `memories` (`customer_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `model_calls` (
	`call_id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`purpose` text NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`input_tokens` integer NOT NULL,
	`output_tokens` integer NOT NULL,
	`cost_micros` integer NOT NULL,
	`outcome` text NOT NULL,
	`took_ms` integer,
	`day` integer NOT NULL,
	`started_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `model_calls_day` ON `model_calls` (`day`,`purpose`);--> statement-breakpoint
CREATE INDEX `model_calls_run` ON `model_calls` (`run_id`);