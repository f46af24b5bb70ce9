CREATE TABLE "district_map" (
	"district_id" uuid NOT NULL,
	"regions" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_by" uuid,
	"changed_at" timestamptz NOT NULL,
	CONSTRAINT "district_map_district_id_pk" PRIMARY KEY("district_id")
);
--> statement-breakpoint
ALTER TABLE "district_map" ADD CONSTRAINT "district_map_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;