CREATE TABLE "card" (
	"district_id" uuid NOT NULL,
	"card_id" uuid NOT NULL,
	"number" text NOT NULL,
	"matter" text NOT NULL,
	"matter_id" uuid NOT NULL,
	"project_id" uuid,
	"office_id" uuid NOT NULL,
	"leader_id" uuid,
	"colour" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"kind" text NOT NULL,
	"period_start" date NOT NULL,
	"period_end" date NOT NULL,
	"plan" bigint NOT NULL,
	"actual" bigint NOT NULL,
	"counts_from" date NOT NULL,
	"runs_out_on" date,
	"follows_id" uuid,
	"issued_at" timestamptz NOT NULL,
	"ended_at" timestamptz,
	"ended_plan" bigint,
	"ended_actual" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "card_district_id_card_id_pk" PRIMARY KEY("district_id","card_id")
);
--> statement-breakpoint
CREATE TABLE "card_talk" (
	"district_id" uuid NOT NULL,
	"talk_id" uuid NOT NULL,
	"card_id" uuid NOT NULL,
	"held_on" date NOT NULL,
	"attendees" text NOT NULL,
	"summary" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	CONSTRAINT "card_talk_district_id_talk_id_pk" PRIMARY KEY("district_id","talk_id")
);
--> statement-breakpoint
CREATE TABLE "closed_period" (
	"district_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"period_start" date NOT NULL,
	"period_end" date NOT NULL,
	"policy_version" integer NOT NULL,
	"closed_at" timestamptz NOT NULL,
	CONSTRAINT "closed_period_district_id_kind_period_start_pk" PRIMARY KEY("district_id","kind","period_start")
);
--> statement-breakpoint
CREATE TABLE "closed_project" (
	"district_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"period_start" date NOT NULL,
	"project_id" uuid NOT NULL,
	"office_id" uuid NOT NULL,
	"leader_id" uuid,
	"line" text NOT NULL,
	"plan" bigint NOT NULL,
	"actual" bigint NOT NULL,
	"verdict" text NOT NULL,
	"plan_version" integer,
	"reported" boolean NOT NULL,
	CONSTRAINT "closed_project_district_id_kind_period_start_project_id_pk" PRIMARY KEY("district_id","kind","period_start","project_id")
);
--> statement-breakpoint
CREATE TABLE "closed_scope" (
	"district_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"period_start" date NOT NULL,
	"scope" text NOT NULL,
	"scope_key" text NOT NULL,
	"projects" integer NOT NULL,
	"short_projects" integer NOT NULL,
	"plan" bigint NOT NULL,
	"actual" bigint NOT NULL,
	"short_by" bigint NOT NULL,
	"verdict" text NOT NULL,
	CONSTRAINT "closed_scope_district_id_kind_period_start_scope_scope_key_pk" PRIMARY KEY("district_id","kind","period_start","scope","scope_key")
);
--> statement-breakpoint
CREATE TABLE "leader_look" (
	"district_id" uuid NOT NULL,
	"look_id" uuid NOT NULL,
	"leader_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"period_start" date NOT NULL,
	"project_ids" jsonb NOT NULL,
	"short_by" bigint NOT NULL,
	"due_on" date NOT NULL,
	"looked_at" timestamptz,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "leader_look_district_id_look_id_pk" PRIMARY KEY("district_id","look_id")
);
--> statement-breakpoint
CREATE TABLE "week_report" (
	"district_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"office_id" uuid NOT NULL,
	"week_start" date NOT NULL,
	"period_start" date NOT NULL,
	"period_end" date NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"first_submitted_at" timestamptz,
	"submitted_at" timestamptz,
	"submitted_by" uuid,
	"late" boolean DEFAULT false NOT NULL,
	"decided_at" timestamptz,
	"decided_by" uuid,
	"return_reason" text,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "week_report_district_id_report_id_pk" PRIMARY KEY("district_id","report_id")
);
--> statement-breakpoint
CREATE TABLE "week_report_entry" (
	"district_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"kind" text NOT NULL,
	"by_id" uuid,
	"late" boolean DEFAULT false NOT NULL,
	"reason" text,
	"project_id" uuid,
	"detail" jsonb,
	CONSTRAINT "week_report_entry_district_id_entry_id_pk" PRIMARY KEY("district_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "week_report_line" (
	"district_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"period_start" date NOT NULL,
	"unchanged" boolean DEFAULT false NOT NULL,
	"figures" jsonb NOT NULL,
	"progress" text DEFAULT '' NOT NULL,
	"next_week" text DEFAULT '' NOT NULL,
	"obstacles" text DEFAULT '' NOT NULL,
	"milestones" jsonb NOT NULL,
	"reason" text,
	"written_by" uuid NOT NULL,
	"written_at" timestamptz NOT NULL,
	CONSTRAINT "week_report_line_district_id_report_id_project_id_pk" PRIMARY KEY("district_id","report_id","project_id")
);
--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_district_id_office_id_unit_district_id_unit_id_fk" FOREIGN KEY ("district_id","office_id") REFERENCES "public"."unit"("district_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_talk" ADD CONSTRAINT "card_talk_district_id_card_id_card_district_id_card_id_fk" FOREIGN KEY ("district_id","card_id") REFERENCES "public"."card"("district_id","card_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_talk" ADD CONSTRAINT "card_talk_district_id_recorded_by_person_district_id_person_id_fk" FOREIGN KEY ("district_id","recorded_by") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closed_period" ADD CONSTRAINT "closed_period_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closed_project" ADD CONSTRAINT "closed_project_district_id_kind_period_start_closed_period_district_id_kind_period_start_fk" FOREIGN KEY ("district_id","kind","period_start") REFERENCES "public"."closed_period"("district_id","kind","period_start") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closed_project" ADD CONSTRAINT "closed_project_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closed_scope" ADD CONSTRAINT "closed_scope_district_id_kind_period_start_closed_period_district_id_kind_period_start_fk" FOREIGN KEY ("district_id","kind","period_start") REFERENCES "public"."closed_period"("district_id","kind","period_start") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leader_look" ADD CONSTRAINT "leader_look_district_id_leader_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","leader_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leader_look" ADD CONSTRAINT "leader_look_district_id_kind_period_start_closed_period_district_id_kind_period_start_fk" FOREIGN KEY ("district_id","kind","period_start") REFERENCES "public"."closed_period"("district_id","kind","period_start") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "week_report" ADD CONSTRAINT "week_report_district_id_office_id_unit_district_id_unit_id_fk" FOREIGN KEY ("district_id","office_id") REFERENCES "public"."unit"("district_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "week_report_entry" ADD CONSTRAINT "week_report_entry_district_id_report_id_week_report_district_id_report_id_fk" FOREIGN KEY ("district_id","report_id") REFERENCES "public"."week_report"("district_id","report_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "week_report_entry" ADD CONSTRAINT "week_report_entry_district_id_by_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","by_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "week_report_line" ADD CONSTRAINT "week_report_line_district_id_report_id_week_report_district_id_report_id_fk" FOREIGN KEY ("district_id","report_id") REFERENCES "public"."week_report"("district_id","report_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "week_report_line" ADD CONSTRAINT "week_report_line_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "week_report_line" ADD CONSTRAINT "week_report_line_district_id_written_by_person_district_id_person_id_fk" FOREIGN KEY ("district_id","written_by") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "card_number" ON "card" USING btree ("district_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "card_open" ON "card" USING btree ("district_id","matter","matter_id") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "card_once" ON "card" USING btree ("district_id","matter","matter_id","colour","period_start");--> statement-breakpoint
CREATE INDEX "card_issued" ON "card" USING btree ("district_id","issued_at","card_id");--> statement-breakpoint
CREATE INDEX "card_office" ON "card" USING btree ("district_id","office_id");--> statement-breakpoint
CREATE INDEX "card_talk_card" ON "card_talk" USING btree ("district_id","card_id");--> statement-breakpoint
CREATE INDEX "closed_period_end" ON "closed_period" USING btree ("district_id","kind","period_end");--> statement-breakpoint
CREATE INDEX "closed_project_project" ON "closed_project" USING btree ("district_id","project_id","period_start");--> statement-breakpoint
CREATE INDEX "closed_project_short" ON "closed_project" USING btree ("district_id","kind","period_start") WHERE verdict = 'short';--> statement-breakpoint
CREATE UNIQUE INDEX "leader_look_once" ON "leader_look" USING btree ("district_id","leader_id","kind","period_start");--> statement-breakpoint
CREATE UNIQUE INDEX "week_report_period" ON "week_report" USING btree ("district_id","office_id","period_start");--> statement-breakpoint
CREATE INDEX "week_report_start" ON "week_report" USING btree ("district_id","period_start");--> statement-breakpoint
CREATE INDEX "week_report_waiting" ON "week_report" USING btree ("district_id","submitted_at") WHERE state = 'submitted';--> statement-breakpoint
CREATE INDEX "week_report_entry_report" ON "week_report_entry" USING btree ("district_id","report_id","at");--> statement-breakpoint
CREATE INDEX "week_report_line_project" ON "week_report_line" USING btree ("district_id","project_id","period_start");