DROP INDEX "meeting_day";--> statement-breakpoint
ALTER TABLE "calendar_day" ADD COLUMN "amended_at" timestamptz;--> statement-breakpoint
ALTER TABLE "calendar_day" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "calendar_day" ADD COLUMN "notice_kind" text;--> statement-breakpoint
ALTER TABLE "calendar_day" ADD COLUMN "notice_name" text;--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_day" ON "meeting" USING btree ("district_id","series_id","held_on") WHERE state <> 'cancelled';