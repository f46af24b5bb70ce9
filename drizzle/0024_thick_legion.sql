DROP TABLE "decision_ladder_policy" CASCADE;--> statement-breakpoint
DROP TABLE "notice_preference" CASCADE;