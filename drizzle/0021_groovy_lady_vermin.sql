CREATE TABLE "notice_choice" (
	"district_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"without" text[] NOT NULL,
	"version" integer NOT NULL,
	"changed_at" timestamptz NOT NULL,
	CONSTRAINT "notice_choice_district_id_person_id_pk" PRIMARY KEY("district_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "skipped_because" text;--> statement-breakpoint
ALTER TABLE "notice_choice" ADD CONSTRAINT "notice_choice_district_id_person_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","person_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;