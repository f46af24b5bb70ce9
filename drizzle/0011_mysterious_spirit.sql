CREATE TABLE "sheet_import" (
	"district_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea",
	"check_only" boolean NOT NULL,
	"state" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"fault_count" integer DEFAULT 0 NOT NULL,
	"faults" jsonb NOT NULL,
	"summary" jsonb,
	"created_by" uuid NOT NULL,
	"created_at" timestamptz NOT NULL,
	"finished_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sheet_import_district_id_import_id_pk" PRIMARY KEY("district_id","import_id")
);
--> statement-breakpoint
ALTER TABLE "sheet_import" ADD CONSTRAINT "sheet_import_district_id_created_by_person_district_id_person_id_fk" FOREIGN KEY ("district_id","created_by") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sheet_import_by" ON "sheet_import" USING btree ("district_id","created_by","import_id");