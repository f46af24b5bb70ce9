DROP INDEX "timer_pending";--> statement-breakpoint
DROP INDEX "timer_due";--> statement-breakpoint
ALTER TABLE "timer" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "timer" ADD COLUMN "retry_at" timestamptz;--> statement-breakpoint
ALTER TABLE "timer" ADD COLUMN "last_error" text;--> statement-breakpoint
ALTER TABLE "timer" ADD COLUMN "parked_at" timestamptz;--> statement-breakpoint
CREATE INDEX "timer_parked" ON "timer" USING btree ("district_id","parked_at") WHERE fired_at is null and parked_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "timer_pending" ON "timer" USING btree ("district_id","subject_id","kind","due_at") WHERE fired_at is null;--> statement-breakpoint
CREATE INDEX "timer_due" ON "timer" USING btree ("district_id","due_at") WHERE fired_at is null and parked_at is null;--> statement-breakpoint
ALTER TABLE "timer" DROP COLUMN "armed_at";