CREATE TABLE "problem_rating" (
	"district_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"turn" integer NOT NULL,
	"department_id" uuid NOT NULL,
	"score" text NOT NULL,
	"text" text NOT NULL,
	"rated_by" uuid NOT NULL,
	"rated_at" timestamptz NOT NULL,
	"changed_at" timestamptz,
	CONSTRAINT "problem_rating_district_id_problem_id_turn_pk" PRIMARY KEY("district_id","problem_id","turn")
);
--> statement-breakpoint
ALTER TABLE "problem_rating" ADD CONSTRAINT "problem_rating_district_id_problem_id_problem_district_id_problem_id_fk" FOREIGN KEY ("district_id","problem_id") REFERENCES "public"."problem"("district_id","problem_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_rating" ADD CONSTRAINT "problem_rating_district_id_department_id_unit_district_id_unit_id_fk" FOREIGN KEY ("district_id","department_id") REFERENCES "public"."unit"("district_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_rating" ADD CONSTRAINT "problem_rating_district_id_rated_by_person_district_id_person_id_fk" FOREIGN KEY ("district_id","rated_by") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "problem_rating_month" ON "problem_rating" USING btree ("district_id","rated_at");--> statement-breakpoint
CREATE INDEX "problem_entry_moves" ON "problem_entry" USING btree ("district_id","at","problem_id") WHERE type in ('filed', 'climbed', 'signedUp', 'sentDown');