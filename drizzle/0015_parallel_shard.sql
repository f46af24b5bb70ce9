CREATE TABLE "decision" (
	"district_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"number" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"meeting_id" uuid NOT NULL,
	"series_id" uuid NOT NULL,
	"agenda_item_id" uuid,
	"problem_id" uuid,
	"project_id" uuid,
	"text" text NOT NULL,
	"lead_unit_id" uuid NOT NULL,
	"handling_unit_ids" uuid[] DEFAULT '{}' NOT NULL,
	"assisting_unit_ids" uuid[] DEFAULT '{}' NOT NULL,
	"ladder" jsonb NOT NULL,
	"status" text NOT NULL,
	"decided_at" timestamptz NOT NULL,
	"recorded_by" uuid NOT NULL,
	"decided_due_on" date NOT NULL,
	"due_at" timestamptz NOT NULL,
	"accepted_at" timestamptz,
	"accepted_by" uuid,
	"progressed_at" timestamptz,
	"claimed_at" timestamptz,
	"claimed_by" uuid,
	"claimed_by_unit_id" uuid,
	"verification_due_at" timestamptz,
	"reopened" integer DEFAULT 0 NOT NULL,
	"overdue_at" timestamptz,
	"principal_at" timestamptz,
	"passed_meeting_ids" uuid[] DEFAULT '{}' NOT NULL,
	"lost_days" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"fired_alarms" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"struck_off_at" timestamptz,
	"closed_at" timestamptz,
	"superseded_by_id" uuid,
	"updated_at" timestamptz NOT NULL,
	CONSTRAINT "decision_district_id_decision_id_pk" PRIMARY KEY("district_id","decision_id")
);
--> statement-breakpoint
CREATE TABLE "decision_entry" (
	"district_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"type" text NOT NULL,
	"at" timestamptz NOT NULL,
	"by_person_id" uuid,
	"args" jsonb NOT NULL,
	CONSTRAINT "decision_entry_district_id_entry_id_pk" PRIMARY KEY("district_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "decision_extension" (
	"district_id" uuid NOT NULL,
	"extension_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"workdays" integer NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamptz NOT NULL,
	"state" text NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamptz,
	"decision_reason" text,
	CONSTRAINT "decision_extension_district_id_extension_id_pk" PRIMARY KEY("district_id","extension_id")
);
--> statement-breakpoint
CREATE TABLE "decision_ladder_policy" (
	"district_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"in_force_from" timestamptz NOT NULL,
	"created_by" uuid,
	CONSTRAINT "decision_ladder_policy_district_id_version_pk" PRIMARY KEY("district_id","version")
);
--> statement-breakpoint
ALTER TABLE "problem" ADD COLUMN "decision_id" uuid;--> statement-breakpoint
ALTER TABLE "problem" ADD COLUMN "decision_due_at" timestamptz;--> statement-breakpoint
ALTER TABLE "problem" ADD COLUMN "decision_unit_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_district_id_meeting_id_meeting_district_id_meeting_id_fk" FOREIGN KEY ("district_id","meeting_id") REFERENCES "public"."meeting"("district_id","meeting_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_district_id_series_id_meeting_series_district_id_series_id_fk" FOREIGN KEY ("district_id","series_id") REFERENCES "public"."meeting_series"("district_id","series_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_district_id_agenda_item_id_agenda_item_district_id_item_id_fk" FOREIGN KEY ("district_id","agenda_item_id") REFERENCES "public"."agenda_item"("district_id","item_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_district_id_problem_id_problem_district_id_problem_id_fk" FOREIGN KEY ("district_id","problem_id") REFERENCES "public"."problem"("district_id","problem_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_district_id_lead_unit_id_unit_district_id_unit_id_fk" FOREIGN KEY ("district_id","lead_unit_id") REFERENCES "public"."unit"("district_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_district_id_recorded_by_person_district_id_person_id_fk" FOREIGN KEY ("district_id","recorded_by") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_district_id_superseded_by_id_decision_district_id_decision_id_fk" FOREIGN KEY ("district_id","superseded_by_id") REFERENCES "public"."decision"("district_id","decision_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_entry" ADD CONSTRAINT "decision_entry_district_id_decision_id_decision_district_id_decision_id_fk" FOREIGN KEY ("district_id","decision_id") REFERENCES "public"."decision"("district_id","decision_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_extension" ADD CONSTRAINT "decision_extension_district_id_decision_id_decision_district_id_decision_id_fk" FOREIGN KEY ("district_id","decision_id") REFERENCES "public"."decision"("district_id","decision_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_ladder_policy" ADD CONSTRAINT "decision_ladder_policy_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "decision_number" ON "decision" USING btree ("district_id","number");--> statement-breakpoint
CREATE INDEX "decision_newest" ON "decision" USING btree ("district_id","decided_at","decision_id");--> statement-breakpoint
CREATE INDEX "decision_by_due" ON "decision" USING btree ("district_id","due_at","decision_id");--> statement-breakpoint
CREATE INDEX "decision_meeting" ON "decision" USING btree ("district_id","meeting_id");--> statement-breakpoint
CREATE INDEX "decision_problem" ON "decision" USING btree ("district_id","problem_id");--> statement-breakpoint
CREATE INDEX "decision_project" ON "decision" USING btree ("district_id","project_id");--> statement-breakpoint
CREATE INDEX "decision_lead" ON "decision" USING btree ("district_id","lead_unit_id");--> statement-breakpoint
CREATE INDEX "decision_standing_series" ON "decision" USING btree ("district_id","series_id","due_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "decision_entry_decision" ON "decision_entry" USING btree ("district_id","decision_id","at","entry_id");--> statement-breakpoint
CREATE INDEX "decision_extension_decision" ON "decision_extension" USING btree ("district_id","decision_id");