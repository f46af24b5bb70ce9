CREATE TABLE "known_device" (
	"district_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"last_used_at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL,
	CONSTRAINT "known_device_district_id_device_id_pk" PRIMARY KEY("district_id","device_id")
);
--> statement-breakpoint
ALTER TABLE "problem" ADD COLUMN "claimed_by" uuid;--> statement-breakpoint
ALTER TABLE "problem" ADD COLUMN "fired_timers" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "known_device" ADD CONSTRAINT "known_device_district_id_person_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","person_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "known_device_token" ON "known_device" USING btree ("district_id","token_hash");--> statement-breakpoint
CREATE INDEX "known_device_person" ON "known_device" USING btree ("district_id","person_id");--> statement-breakpoint
CREATE INDEX "audit_entry_at" ON "audit_entry" USING btree ("district_id","at");--> statement-breakpoint
CREATE INDEX "problem_filed" ON "problem" USING btree ("district_id","filed_at","problem_id");