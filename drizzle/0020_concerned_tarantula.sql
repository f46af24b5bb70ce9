CREATE TABLE "leave" (
	"district_id" uuid NOT NULL,
	"leave_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"deputy_id" uuid,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"reason" text NOT NULL,
	"set_by" uuid NOT NULL,
	"created_at" timestamptz NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "leave_district_id_leave_id_pk" PRIMARY KEY("district_id","leave_id")
);
--> statement-breakpoint
CREATE TABLE "notice_preference" (
	"district_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"changed_at" timestamptz NOT NULL,
	CONSTRAINT "notice_preference_district_id_person_id_topic_pk" PRIMARY KEY("district_id","person_id","topic")
);
--> statement-breakpoint
ALTER TABLE "leave" ADD CONSTRAINT "leave_district_id_person_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","person_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leave" ADD CONSTRAINT "leave_district_id_deputy_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","deputy_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leave" ADD CONSTRAINT "leave_district_id_set_by_person_district_id_person_id_fk" FOREIGN KEY ("district_id","set_by") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_preference" ADD CONSTRAINT "notice_preference_district_id_person_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","person_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "leave_until" ON "leave" USING btree ("district_id","until_on");--> statement-breakpoint
CREATE INDEX "leave_person" ON "leave" USING btree ("district_id","person_id","until_on");