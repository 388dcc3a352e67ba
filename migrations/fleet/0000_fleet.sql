CREATE TABLE "call_logs" (
	"tenant_id" text NOT NULL,
	"day" date NOT NULL,
	"status" text NOT NULL,
	"count" integer NOT NULL,
	"duration_s" bigint NOT NULL,
	CONSTRAINT "call_logs_tenant_id_day_status_pk" PRIMARY KEY("tenant_id","day","status")
);
--> statement-breakpoint
CREATE TABLE "financials" (
	"tenant_id" text NOT NULL,
	"day" date NOT NULL,
	"ad_spend" bigint NOT NULL,
	"leads_generated" integer NOT NULL,
	"bookings" integer NOT NULL,
	"revenue" bigint NOT NULL,
	"cpl" numeric GENERATED ALWAYS AS (case when leads_generated > 0 then round(ad_spend::numeric / leads_generated, 2) end) STORED,
	"roi" numeric GENERATED ALWAYS AS (case when ad_spend > 0 then round((revenue - ad_spend)::numeric / ad_spend, 4) end) STORED,
	CONSTRAINT "financials_tenant_id_day_pk" PRIMARY KEY("tenant_id","day")
);
--> statement-breakpoint
CREATE TABLE "funnel" (
	"tenant_id" text NOT NULL,
	"day" date NOT NULL,
	"missed" integer NOT NULL,
	"texted" integer NOT NULL,
	"replied" integer NOT NULL,
	"booked" integer NOT NULL,
	"completed" integer NOT NULL,
	"lost" integer NOT NULL,
	CONSTRAINT "funnel_tenant_id_day_pk" PRIMARY KEY("tenant_id","day")
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"tenant_id" text NOT NULL,
	"day" date NOT NULL,
	"source" text NOT NULL,
	"status" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "leads_tenant_id_day_source_status_pk" PRIMARY KEY("tenant_id","day","source","status")
);
--> statement-breakpoint
CREATE TABLE "response_times" (
	"tenant_id" text NOT NULL,
	"day" date NOT NULL,
	"measure" text NOT NULL,
	"buckets" integer[] NOT NULL,
	"counts" integer[] NOT NULL,
	CONSTRAINT "response_times_tenant_id_day_measure_pk" PRIMARY KEY("tenant_id","day","measure")
);
--> statement-breakpoint
CREATE TABLE "sms_logs" (
	"tenant_id" text NOT NULL,
	"day" date NOT NULL,
	"channel" text NOT NULL,
	"direction" text NOT NULL,
	"status" text NOT NULL,
	"count" integer NOT NULL,
	"segments" integer NOT NULL,
	CONSTRAINT "sms_logs_tenant_id_day_channel_direction_status_pk" PRIMARY KEY("tenant_id","day","channel","direction","status")
);
--> statement-breakpoint
CREATE TABLE "tenant_days" (
	"tenant_id" text NOT NULL,
	"day" date NOT NULL,
	"digest" text NOT NULL,
	"exported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tenant_days_tenant_id_day_pk" PRIMARY KEY("tenant_id","day")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"joined_on" date NOT NULL,
	"trade" text NOT NULL,
	"region" text,
	"time_zone" text NOT NULL,
	"currency" text NOT NULL,
	"language" text NOT NULL,
	"a2p" text NOT NULL,
	"texting" text NOT NULL,
	"is_paused" boolean NOT NULL,
	"exported_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "call_logs_day" ON "call_logs" USING btree ("day");--> statement-breakpoint
CREATE INDEX "financials_day" ON "financials" USING btree ("day");--> statement-breakpoint
CREATE INDEX "funnel_day" ON "funnel" USING btree ("day");--> statement-breakpoint
CREATE INDEX "leads_day" ON "leads" USING btree ("day");--> statement-breakpoint
CREATE INDEX "response_times_day" ON "response_times" USING btree ("day");--> statement-breakpoint
CREATE INDEX "sms_logs_day" ON "sms_logs" USING btree ("day");--> statement-breakpoint
CREATE INDEX "tenant_days_day" ON "tenant_days" USING btree ("day");