CREATE TABLE "experiments" (
	"tenant_id" text NOT NULL,
	"experiment_id" text NOT NULL,
	"arm" text NOT NULL,
	"subject" text NOT NULL,
	"language" text NOT NULL,
	"metric" text NOT NULL,
	"status" text NOT NULL,
	"is_winner" boolean NOT NULL,
	"started_on" date NOT NULL,
	"ended_on" date,
	"exposed" integer NOT NULL,
	"succeeded" integer NOT NULL,
	"opted_out" integer NOT NULL,
	"exported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "experiments_tenant_id_experiment_id_arm_pk" PRIMARY KEY("tenant_id","experiment_id","arm")
);
--> statement-breakpoint
CREATE INDEX "experiments_subject" ON "experiments" USING btree ("subject","language","metric");