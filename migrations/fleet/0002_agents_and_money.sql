CREATE TABLE "ai_agent_logs" (
	"tenant_id" text NOT NULL,
	"day" date NOT NULL,
	"agent" text NOT NULL,
	"status" text NOT NULL,
	"count" integer NOT NULL,
	"measured" integer NOT NULL,
	"succeeded" integer NOT NULL,
	"impact_minor" bigint NOT NULL,
	CONSTRAINT "ai_agent_logs_tenant_id_day_agent_status_pk" PRIMARY KEY("tenant_id","day","agent","status")
);
--> statement-breakpoint
CREATE TABLE "model_usage" (
	"tenant_id" text NOT NULL,
	"day" date NOT NULL,
	"calls" integer NOT NULL,
	"cost_micros" bigint NOT NULL,
	CONSTRAINT "model_usage_tenant_id_day_pk" PRIMARY KEY("tenant_id","day")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"tenant_id" text NOT NULL,
	"day" date NOT NULL,
	"currency" text NOT NULL,
	"active" integer NOT NULL,
	"spend_minor" bigint NOT NULL,
	"clicks" integer NOT NULL,
	"leads" integer NOT NULL,
	"bookings" integer NOT NULL,
	CONSTRAINT "campaigns_tenant_id_day_currency_pk" PRIMARY KEY("tenant_id","day","currency")
);
--> statement-breakpoint
CREATE TABLE "day_sums" (
	"tenant_id" text NOT NULL,
	"day" date NOT NULL,
	"missed" integer NOT NULL,
	"texted" integer NOT NULL,
	"replied" integer NOT NULL,
	"booked" integer NOT NULL,
	"completed" integer NOT NULL,
	"lost" integer NOT NULL,
	"leads" integer NOT NULL,
	"ad_spend" bigint NOT NULL,
	"revenue" bigint NOT NULL,
	"sent" integer NOT NULL,
	"failed" integer NOT NULL,
	"timed" integer NOT NULL,
	"late" integer NOT NULL,
	CONSTRAINT "day_sums_tenant_id_day_pk" PRIMARY KEY("tenant_id","day")
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"tenant_id" text NOT NULL,
	"day" date NOT NULL,
	"plan" text NOT NULL,
	"status" text NOT NULL,
	"currency" text NOT NULL,
	"monthly_minor" bigint NOT NULL,
	CONSTRAINT "subscriptions_tenant_id_day_pk" PRIMARY KEY("tenant_id","day")
);
--> statement-breakpoint
CREATE INDEX "ai_agent_logs_day" ON "ai_agent_logs" USING btree ("day");--> statement-breakpoint
CREATE INDEX "model_usage_day" ON "model_usage" USING btree ("day");--> statement-breakpoint
CREATE INDEX "campaigns_day" ON "campaigns" USING btree ("day");--> statement-breakpoint
CREATE INDEX "day_sums_day" ON "day_sums" USING btree ("day");--> statement-breakpoint
-- The days that are here already. Those that the release before this one writes after it are told anew by the next night,
-- since a day without its sums counts as unknown. A delay above bucket 263 is longer than 30 seconds.
INSERT INTO "day_sums" SELECT f.tenant_id, f.day, f.missed, f.texted, f.replied, f.booked, f.completed, f.lost,
	m.leads_generated, m.ad_spend, m.revenue, coalesce(s.sent, 0), coalesce(s.failed, 0), coalesce(w.timed, 0), coalesce(w.late, 0)
FROM "funnel" f
JOIN "financials" m USING (tenant_id, day)
LEFT JOIN (SELECT tenant_id, day, sum(count)::int AS sent, coalesce(sum(count) FILTER (WHERE status = 'failed'), 0)::int AS failed
	FROM "sms_logs" WHERE direction = 'outbound' AND channel IN ('sms', 'email') GROUP BY 1, 2) s USING (tenant_id, day)
LEFT JOIN (SELECT tenant_id, day, sum(told.counted)::int AS timed,
		coalesce(sum(told.counted) FILTER (WHERE told.bucket > 263), 0)::int AS late
	FROM "response_times", unnest(buckets, counts) AS told (bucket, counted)
	WHERE measure = 'text' GROUP BY 1, 2) w USING (tenant_id, day)
ON CONFLICT DO NOTHING;
