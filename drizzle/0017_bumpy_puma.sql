CREATE TABLE "hand_over_sheet" (
	"district_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"frozen_at" timestamptz NOT NULL,
	"frozen_by" uuid,
	CONSTRAINT "hand_over_sheet_district_id_contract_id_pk" PRIMARY KEY("district_id","contract_id")
);
--> statement-breakpoint
CREATE TABLE "milestone_change" (
	"district_id" uuid NOT NULL,
	"change_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_on" date,
	"to_on" date,
	"reason" text NOT NULL,
	"by" uuid,
	"at" timestamptz NOT NULL,
	CONSTRAINT "milestone_change_district_id_change_id_pk" PRIMARY KEY("district_id","change_id")
);
--> statement-breakpoint
ALTER TABLE "hand_over_sheet" ADD CONSTRAINT "hand_over_sheet_district_id_contract_id_contract_district_id_contract_id_fk" FOREIGN KEY ("district_id","contract_id") REFERENCES "public"."contract"("district_id","contract_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_over_sheet" ADD CONSTRAINT "hand_over_sheet_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone_change" ADD CONSTRAINT "milestone_change_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone_change" ADD CONSTRAINT "milestone_change_district_id_by_person_district_id_person_id_fk" FOREIGN KEY ("district_id","by") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "milestone_change_project" ON "milestone_change" USING btree ("district_id","project_id","at");