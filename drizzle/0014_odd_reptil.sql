CREATE TABLE "meeting_attendance" (
	"district_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"attendance_id" uuid NOT NULL,
	"unit_id" uuid,
	"person_id" uuid,
	"name" text NOT NULL,
	"standing" text NOT NULL,
	"reason" text,
	"position" integer NOT NULL,
	CONSTRAINT "meeting_attendance_district_id_attendance_id_pk" PRIMARY KEY("district_id","attendance_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_minutes" (
	"district_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"edition" integer NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"content" jsonb NOT NULL,
	"changes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"reason" text,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	"published_at" timestamptz,
	"published_by" uuid,
	CONSTRAINT "meeting_minutes_district_id_meeting_id_edition_pk" PRIMARY KEY("district_id","meeting_id","edition")
);
--> statement-breakpoint
ALTER TABLE "agenda_item" ALTER COLUMN "problem_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "subject_kind" text DEFAULT 'problem' NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "subject_id" uuid;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "decision_id" uuid;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "project_id" uuid;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "period" text;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "title" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "title_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "ask" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "answer" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "minutes" integer;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "presenter_unit_id" uuid;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "presenter" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "added_by" uuid;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "carried_from_id" uuid;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "outcome_kind" text;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "outcome" jsonb;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "outcome_at" timestamptz;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "outcome_by" uuid;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "spent_seconds" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "approved_at" timestamptz;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "approved_by" uuid;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "started_at" timestamptz;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "started_by" uuid;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "ended_at" timestamptz;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "ended_by" uuid;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "current_item_id" uuid;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "current_since" timestamptz;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "attendance_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "cancel_reason" text;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "handed_to_id" uuid;--> statement-breakpoint
ALTER TABLE "meeting_series" ADD COLUMN "called_off" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting_attendance" ADD CONSTRAINT "meeting_attendance_district_id_meeting_id_meeting_district_id_meeting_id_fk" FOREIGN KEY ("district_id","meeting_id") REFERENCES "public"."meeting"("district_id","meeting_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_attendance" ADD CONSTRAINT "meeting_attendance_district_id_unit_id_unit_district_id_unit_id_fk" FOREIGN KEY ("district_id","unit_id") REFERENCES "public"."unit"("district_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_attendance" ADD CONSTRAINT "meeting_attendance_district_id_person_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","person_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_minutes" ADD CONSTRAINT "meeting_minutes_district_id_meeting_id_meeting_district_id_meeting_id_fk" FOREIGN KEY ("district_id","meeting_id") REFERENCES "public"."meeting"("district_id","meeting_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_attendance_meeting" ON "meeting_attendance" USING btree ("district_id","meeting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_minutes_draft" ON "meeting_minutes" USING btree ("district_id","meeting_id") WHERE state = 'draft';--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_district_id_presenter_unit_id_unit_district_id_unit_id_fk" FOREIGN KEY ("district_id","presenter_unit_id") REFERENCES "public"."unit"("district_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_district_id_added_by_person_district_id_person_id_fk" FOREIGN KEY ("district_id","added_by") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "agenda_item_offer" ON "agenda_item" USING btree ("district_id","section","subject_kind","subject_id","period") WHERE period is not null and carried_from_id is null;--> statement-breakpoint
CREATE INDEX "agenda_item_subject" ON "agenda_item" USING btree ("district_id","subject_id");--> statement-breakpoint
CREATE INDEX "agenda_item_decision" ON "agenda_item" USING btree ("district_id","decision_id");