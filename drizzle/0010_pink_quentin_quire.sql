CREATE TABLE "feedback" (
	"district_id" uuid NOT NULL,
	"feedback_id" uuid NOT NULL,
	"filed_by" uuid NOT NULL,
	"filed_at" timestamptz NOT NULL,
	"text" text NOT NULL,
	"screen" text,
	"contact" text,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "feedback_district_id_feedback_id_pk" PRIMARY KEY("district_id","feedback_id")
);
--> statement-breakpoint
CREATE TABLE "stored_file" (
	"district_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"key" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "stored_file_district_id_file_id_pk" PRIMARY KEY("district_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "visit" (
	"district_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"visitor_id" uuid NOT NULL,
	"visited_as" text NOT NULL,
	"contract_id" uuid,
	"visited_at" timestamptz NOT NULL,
	"visited_on" date NOT NULL,
	"logged_at" timestamptz NOT NULL,
	"received_at" timestamptz NOT NULL,
	"arrived_late" boolean NOT NULL,
	"after_hand_over" boolean NOT NULL,
	"condition" text NOT NULL,
	"seen" text NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"accuracy_metres" double precision,
	"photos_expected" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"corrected_at" timestamptz,
	"withdrawn_at" timestamptz,
	"withdraw_reason" text,
	CONSTRAINT "visit_district_id_visit_id_pk" PRIMARY KEY("district_id","visit_id")
);
--> statement-breakpoint
CREATE TABLE "visit_addendum" (
	"district_id" uuid NOT NULL,
	"addendum_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "visit_addendum_district_id_addendum_id_pk" PRIMARY KEY("district_id","addendum_id")
);
--> statement-breakpoint
CREATE TABLE "visit_photo" (
	"district_id" uuid NOT NULL,
	"photo_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"thumbnail_file_id" uuid NOT NULL,
	"sent_sha256" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"taken_at" timestamptz,
	"latitude" double precision,
	"longitude" double precision,
	"uploaded_at" timestamptz NOT NULL,
	CONSTRAINT "visit_photo_district_id_photo_id_pk" PRIMARY KEY("district_id","photo_id")
);
--> statement-breakpoint
CREATE TABLE "visit_problem" (
	"district_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"way" text NOT NULL,
	CONSTRAINT "visit_problem_district_id_visit_id_problem_id_pk" PRIMARY KEY("district_id","visit_id","problem_id")
);
--> statement-breakpoint
CREATE TABLE "visit_version" (
	"district_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"condition" text NOT NULL,
	"seen" text NOT NULL,
	"location" jsonb,
	"replaced_at" timestamptz NOT NULL,
	CONSTRAINT "visit_version_district_id_visit_id_version_pk" PRIMARY KEY("district_id","visit_id","version")
);
--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_district_id_filed_by_person_district_id_person_id_fk" FOREIGN KEY ("district_id","filed_by") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_district_id_answered_by_person_district_id_person_id_fk" FOREIGN KEY ("district_id","answered_by") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_district_id_visitor_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","visitor_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_district_id_contract_id_contract_district_id_contract_id_fk" FOREIGN KEY ("district_id","contract_id") REFERENCES "public"."contract"("district_id","contract_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_addendum" ADD CONSTRAINT "visit_addendum_district_id_visit_id_visit_district_id_visit_id_fk" FOREIGN KEY ("district_id","visit_id") REFERENCES "public"."visit"("district_id","visit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_photo" ADD CONSTRAINT "visit_photo_district_id_visit_id_visit_district_id_visit_id_fk" FOREIGN KEY ("district_id","visit_id") REFERENCES "public"."visit"("district_id","visit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_photo" ADD CONSTRAINT "visit_photo_district_id_file_id_stored_file_district_id_file_id_fk" FOREIGN KEY ("district_id","file_id") REFERENCES "public"."stored_file"("district_id","file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_photo" ADD CONSTRAINT "visit_photo_district_id_thumbnail_file_id_stored_file_district_id_file_id_fk" FOREIGN KEY ("district_id","thumbnail_file_id") REFERENCES "public"."stored_file"("district_id","file_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_problem" ADD CONSTRAINT "visit_problem_district_id_visit_id_visit_district_id_visit_id_fk" FOREIGN KEY ("district_id","visit_id") REFERENCES "public"."visit"("district_id","visit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_problem" ADD CONSTRAINT "visit_problem_district_id_problem_id_problem_district_id_problem_id_fk" FOREIGN KEY ("district_id","problem_id") REFERENCES "public"."problem"("district_id","problem_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_version" ADD CONSTRAINT "visit_version_district_id_visit_id_visit_district_id_visit_id_fk" FOREIGN KEY ("district_id","visit_id") REFERENCES "public"."visit"("district_id","visit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feedback_filed_by" ON "feedback" USING btree ("district_id","filed_by","feedback_id");--> statement-breakpoint
CREATE INDEX "visit_visited" ON "visit" USING btree ("district_id","visited_at","visit_id");--> statement-breakpoint
CREATE INDEX "visit_project" ON "visit" USING btree ("district_id","project_id","visited_at");--> statement-breakpoint
CREATE INDEX "visit_visitor" ON "visit" USING btree ("district_id","visitor_id","visited_at");--> statement-breakpoint
CREATE INDEX "visit_counted" ON "visit" USING btree ("district_id","visited_on") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "visit_addendum_visit" ON "visit_addendum" USING btree ("district_id","visit_id","addendum_id");--> statement-breakpoint
CREATE INDEX "visit_photo_visit" ON "visit_photo" USING btree ("district_id","visit_id","photo_id");--> statement-breakpoint
CREATE INDEX "visit_problem_problem" ON "visit_problem" USING btree ("district_id","problem_id");