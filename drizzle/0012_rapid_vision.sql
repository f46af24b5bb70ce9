ALTER TABLE "meeting_attendance" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "meeting_minutes" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "meeting_attendance" CASCADE;--> statement-breakpoint
DROP TABLE "meeting_minutes" CASCADE;--> statement-breakpoint
ALTER TABLE "agenda_item" DROP CONSTRAINT "agenda_item_district_id_project_id_project_district_id_project_id_fk";
--> statement-breakpoint
ALTER TABLE "agenda_item" DROP CONSTRAINT "agenda_item_district_id_presenter_unit_id_unit_district_id_unit_id_fk";
--> statement-breakpoint
ALTER TABLE "agenda_item" DROP CONSTRAINT "agenda_item_district_id_added_by_person_district_id_person_id_fk";
--> statement-breakpoint
DROP INDEX "agenda_item_offer";--> statement-breakpoint
DROP INDEX "agenda_item_subject";--> statement-breakpoint
DROP INDEX "agenda_item_decision";--> statement-breakpoint
ALTER TABLE "agenda_item" ALTER COLUMN "problem_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "subject_kind";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "subject_id";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "decision_id";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "project_id";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "period";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "title";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "title_en";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "ask";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "answer";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "minutes";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "presenter_unit_id";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "presenter";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "reason";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "added_by";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "carried_from_id";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "version";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "outcome_kind";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "outcome";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "outcome_at";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "outcome_by";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "spent_seconds";--> statement-breakpoint
ALTER TABLE "meeting" DROP COLUMN "approved_at";--> statement-breakpoint
ALTER TABLE "meeting" DROP COLUMN "approved_by";--> statement-breakpoint
ALTER TABLE "meeting" DROP COLUMN "started_at";--> statement-breakpoint
ALTER TABLE "meeting" DROP COLUMN "started_by";--> statement-breakpoint
ALTER TABLE "meeting" DROP COLUMN "ended_at";--> statement-breakpoint
ALTER TABLE "meeting" DROP COLUMN "ended_by";--> statement-breakpoint
ALTER TABLE "meeting" DROP COLUMN "current_item_id";--> statement-breakpoint
ALTER TABLE "meeting" DROP COLUMN "current_since";--> statement-breakpoint
ALTER TABLE "meeting" DROP COLUMN "attendance_version";--> statement-breakpoint
ALTER TABLE "meeting" DROP COLUMN "cancel_reason";--> statement-breakpoint
ALTER TABLE "meeting" DROP COLUMN "handed_to_id";--> statement-breakpoint
ALTER TABLE "meeting_series" DROP COLUMN "called_off";