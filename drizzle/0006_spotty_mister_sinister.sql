CREATE TABLE "policy_version" (
	"district_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"in_force_from" timestamptz NOT NULL,
	"reason" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "policy_version_district_id_kind_version_pk" PRIMARY KEY("district_id","kind","version")
);
--> statement-breakpoint
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_district_id_created_by_person_district_id_person_id_fk" FOREIGN KEY ("district_id","created_by") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "policy_version_in_force" ON "policy_version" USING btree ("district_id","kind","in_force_from");