CREATE TABLE "agenda_item" (
	"district_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"section" text NOT NULL,
	"problem_id" uuid NOT NULL,
	"times" integer NOT NULL,
	"position" integer NOT NULL,
	"state" text DEFAULT 'listed' NOT NULL,
	"admitted_at" timestamptz NOT NULL,
	CONSTRAINT "agenda_item_district_id_item_id_pk" PRIMARY KEY("district_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"district_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamptz NOT NULL,
	"person_id" uuid,
	"person_name" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"result" text NOT NULL,
	"code" text,
	"from_address" text NOT NULL,
	"request_id" text NOT NULL,
	"detail" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_entry_district_id_seq_pk" PRIMARY KEY("district_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"district_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_head_district_id_pk" PRIMARY KEY("district_id")
);
--> statement-breakpoint
CREATE TABLE "calendar_day" (
	"district_id" uuid NOT NULL,
	"date" date NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"amended_by" uuid,
	CONSTRAINT "calendar_day_district_id_date_pk" PRIMARY KEY("district_id","date")
);
--> statement-breakpoint
CREATE TABLE "calendar_year" (
	"district_id" uuid NOT NULL,
	"year" integer NOT NULL,
	CONSTRAINT "calendar_year_district_id_year_pk" PRIMARY KEY("district_id","year")
);
--> statement-breakpoint
CREATE TABLE "contract" (
	"district_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"leader_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"year" integer NOT NULL,
	"year_plan" bigint NOT NULL,
	"visits_per_month" integer NOT NULL,
	"milestones" jsonb NOT NULL,
	"result" text,
	"handed_over_to" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "contract_district_id_contract_id_pk" PRIMARY KEY("district_id","contract_id")
);
--> statement-breakpoint
CREATE TABLE "contract_member" (
	"district_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"duty" text DEFAULT '' NOT NULL,
	CONSTRAINT "contract_member_district_id_contract_id_person_id_pk" PRIMARY KEY("district_id","contract_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"district_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"message_id" text NOT NULL,
	"state" text NOT NULL,
	"due_at" timestamptz NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamptz,
	"sent_at" timestamptz,
	"last_error" text,
	CONSTRAINT "delivery_district_id_delivery_id_pk" PRIMARY KEY("district_id","delivery_id")
);
--> statement-breakpoint
CREATE TABLE "district" (
	"district_id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"host" text,
	"work_starts_at" text DEFAULT '09:00' NOT NULL,
	"work_ends_at" text DEFAULT '18:00' NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "district_code_unique" UNIQUE("code"),
	CONSTRAINT "district_host_unique" UNIQUE("host")
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"district_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"result" jsonb,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "idempotency_key_district_id_person_id_key_pk" PRIMARY KEY("district_id","person_id","key")
);
--> statement-breakpoint
CREATE TABLE "ladder_policy" (
	"district_id" uuid NOT NULL,
	"ladder_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"definition" jsonb NOT NULL,
	"in_force_from" timestamptz NOT NULL,
	"created_by" uuid,
	CONSTRAINT "ladder_policy_district_id_ladder_id_version_pk" PRIMARY KEY("district_id","ladder_id","version")
);
--> statement-breakpoint
CREATE TABLE "meeting" (
	"district_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"series_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"held_on" date NOT NULL,
	"starts_at" timestamptz NOT NULL,
	"cut_off_at" timestamptz NOT NULL,
	"approval_due_at" timestamptz NOT NULL,
	"moved_from" date,
	"nominal_days" jsonb NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "meeting_district_id_meeting_id_pk" PRIMARY KEY("district_id","meeting_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_series" (
	"district_id" uuid NOT NULL,
	"series_id" uuid NOT NULL,
	"line" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"weekday" integer NOT NULL,
	"starts_at" text NOT NULL,
	"place" text NOT NULL,
	"chair_id" uuid NOT NULL,
	"began_on" date NOT NULL,
	"cut_off_workdays_before" integer DEFAULT 2 NOT NULL,
	"cut_off_at" text DEFAULT '18:00' NOT NULL,
	"approval_workdays_before" integer DEFAULT 1 NOT NULL,
	"approval_at" text DEFAULT '18:00' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "meeting_series_district_id_series_id_pk" PRIMARY KEY("district_id","series_id")
);
--> statement-breakpoint
CREATE TABLE "milestone" (
	"district_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"due_on" date NOT NULL,
	"reached_on" date,
	CONSTRAINT "milestone_district_id_milestone_id_pk" PRIMARY KEY("district_id","milestone_id")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"district_id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"period" text NOT NULL,
	"recipient_id" uuid NOT NULL,
	"urgency" text NOT NULL,
	"args" jsonb NOT NULL,
	"created_at" timestamptz NOT NULL,
	"read_at" timestamptz,
	CONSTRAINT "notice_district_id_notice_id_pk" PRIMARY KEY("district_id","notice_id")
);
--> statement-breakpoint
CREATE TABLE "number_counter" (
	"district_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "number_counter_district_id_kind_year_pk" PRIMARY KEY("district_id","kind","year")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"district_id" uuid NOT NULL,
	"outbox_id" uuid NOT NULL,
	"job" text NOT NULL,
	"payload" jsonb NOT NULL,
	"key" text NOT NULL,
	"request_id" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"next_attempt_at" timestamptz NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamptz,
	"done_at" timestamptz,
	"dead_at" timestamptz,
	"last_error" text,
	CONSTRAINT "outbox_district_id_outbox_id_pk" PRIMARY KEY("district_id","outbox_id")
);
--> statement-breakpoint
CREATE TABLE "period_run" (
	"district_id" uuid NOT NULL,
	"job" text NOT NULL,
	"period_start" date NOT NULL,
	"started_at" timestamptz NOT NULL,
	"finished_at" timestamptz,
	"attempts" integer DEFAULT 1 NOT NULL,
	"last_error" text,
	CONSTRAINT "period_run_district_id_job_period_start_pk" PRIMARY KEY("district_id","job","period_start")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"district_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"name" text NOT NULL,
	"post" text DEFAULT '' NOT NULL,
	"username" text NOT NULL,
	"password_hash" text,
	"email" text,
	"language" text DEFAULT 'zh' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "person_district_id_person_id_pk" PRIMARY KEY("district_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "person_role" (
	"district_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"granted_by" uuid,
	"granted_at" timestamptz NOT NULL,
	CONSTRAINT "person_role_district_id_person_id_role_pk" PRIMARY KEY("district_id","person_id","role")
);
--> statement-breakpoint
CREATE TABLE "problem" (
	"district_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"number" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"project_id" uuid NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"category" text NOT NULL,
	"severity" text NOT NULL,
	"status" text NOT NULL,
	"rung" integer NOT NULL,
	"ladder_id" uuid NOT NULL,
	"ladder_version" integer NOT NULL,
	"filed_by" uuid NOT NULL,
	"filing_unit_id" uuid NOT NULL,
	"filing_office_id" uuid NOT NULL,
	"filed_at" timestamptz NOT NULL,
	"lead_department_id" uuid,
	"assisting_department_ids" uuid[] DEFAULT '{}' NOT NULL,
	"rung_started_at" timestamptz NOT NULL,
	"response_due_at" timestamptz,
	"responded_at" timestamptz,
	"resolution_due_at" timestamptz,
	"whistle_sign_due_at" timestamptz,
	"whistle_signed_at" timestamptz,
	"whistle_contact_due_at" timestamptz,
	"whistle_contacted_at" timestamptz,
	"claimed_at" timestamptz,
	"claimed_by_unit_id" uuid,
	"verification_due_at" timestamptz,
	"reopened" integer DEFAULT 0 NOT NULL,
	"times_on_agenda" integer DEFAULT 0 NOT NULL,
	"passages" jsonb NOT NULL,
	"struck_off_at" timestamptz,
	"closed_at" timestamptz,
	"merged_into_id" uuid,
	"updated_at" timestamptz NOT NULL,
	CONSTRAINT "problem_district_id_problem_id_pk" PRIMARY KEY("district_id","problem_id")
);
--> statement-breakpoint
CREATE TABLE "problem_entry" (
	"district_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"type" text NOT NULL,
	"at" timestamptz NOT NULL,
	"by_person_id" uuid,
	"rung" integer NOT NULL,
	"args" jsonb NOT NULL,
	CONSTRAINT "problem_entry_district_id_entry_id_pk" PRIMARY KEY("district_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "problem_extension" (
	"district_id" uuid NOT NULL,
	"extension_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"rung" integer NOT NULL,
	"workdays" integer NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamptz NOT NULL,
	"state" text NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamptz,
	"decision_reason" text,
	CONSTRAINT "problem_extension_district_id_extension_id_pk" PRIMARY KEY("district_id","extension_id")
);
--> statement-breakpoint
CREATE TABLE "problem_pause" (
	"district_id" uuid NOT NULL,
	"pause_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"rung" integer NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamptz NOT NULL,
	"state" text NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamptz,
	"decision_reason" text,
	CONSTRAINT "problem_pause_district_id_pause_id_pk" PRIMARY KEY("district_id","pause_id")
);
--> statement-breakpoint
CREATE TABLE "project" (
	"district_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"field" text NOT NULL,
	"platform" text,
	"line" text NOT NULL,
	"stage" text NOT NULL,
	"office_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"total_investment" bigint NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"longitude" double precision,
	"latitude" double precision,
	"started_on" date,
	"finish_due_on" date,
	"summary" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "project_district_id_project_id_pk" PRIMARY KEY("district_id","project_id")
);
--> statement-breakpoint
CREATE TABLE "project_department" (
	"district_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	"part" text NOT NULL,
	CONSTRAINT "project_department_district_id_project_id_department_id_pk" PRIMARY KEY("district_id","project_id","department_id")
);
--> statement-breakpoint
CREATE TABLE "project_year" (
	"district_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"planned_investment" bigint NOT NULL,
	CONSTRAINT "project_year_district_id_project_id_year_pk" PRIMARY KEY("district_id","project_id","year")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"district_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamptz NOT NULL,
	"last_seen_at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"revoked_at" timestamptz,
	"user_agent" text NOT NULL,
	"from_address" text NOT NULL,
	CONSTRAINT "session_district_id_session_id_pk" PRIMARY KEY("district_id","session_id")
);
--> statement-breakpoint
CREATE TABLE "sign_in_throttle" (
	"district_id" uuid NOT NULL,
	"bucket" text NOT NULL,
	"failures" integer NOT NULL,
	"window_started_at" timestamptz NOT NULL,
	"blocked_until" timestamptz,
	CONSTRAINT "sign_in_throttle_district_id_bucket_pk" PRIMARY KEY("district_id","bucket")
);
--> statement-breakpoint
CREATE TABLE "timer" (
	"district_id" uuid NOT NULL,
	"timer_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_version" integer NOT NULL,
	"due_at" timestamptz NOT NULL,
	"armed_at" timestamptz,
	"fired_at" timestamptz,
	"outcome" text,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "timer_district_id_timer_id_pk" PRIMARY KEY("district_id","timer_id")
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"district_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "unit_district_id_unit_id_pk" PRIMARY KEY("district_id","unit_id")
);
--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_district_id_meeting_id_meeting_district_id_meeting_id_fk" FOREIGN KEY ("district_id","meeting_id") REFERENCES "public"."meeting"("district_id","meeting_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_district_id_problem_id_problem_district_id_problem_id_fk" FOREIGN KEY ("district_id","problem_id") REFERENCES "public"."problem"("district_id","problem_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_day" ADD CONSTRAINT "calendar_day_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_year" ADD CONSTRAINT "calendar_year_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_district_id_leader_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","leader_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_member" ADD CONSTRAINT "contract_member_district_id_contract_id_contract_district_id_contract_id_fk" FOREIGN KEY ("district_id","contract_id") REFERENCES "public"."contract"("district_id","contract_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_member" ADD CONSTRAINT "contract_member_district_id_person_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","person_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_district_id_notice_id_notice_district_id_notice_id_fk" FOREIGN KEY ("district_id","notice_id") REFERENCES "public"."notice"("district_id","notice_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ladder_policy" ADD CONSTRAINT "ladder_policy_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_district_id_series_id_meeting_series_district_id_series_id_fk" FOREIGN KEY ("district_id","series_id") REFERENCES "public"."meeting_series"("district_id","series_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_series" ADD CONSTRAINT "meeting_series_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_series" ADD CONSTRAINT "meeting_series_district_id_chair_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","chair_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_district_id_recipient_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","recipient_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_counter" ADD CONSTRAINT "number_counter_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "period_run" ADD CONSTRAINT "period_run_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_district_id_unit_id_unit_district_id_unit_id_fk" FOREIGN KEY ("district_id","unit_id") REFERENCES "public"."unit"("district_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_role" ADD CONSTRAINT "person_role_district_id_person_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","person_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem" ADD CONSTRAINT "problem_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem" ADD CONSTRAINT "problem_district_id_filed_by_person_district_id_person_id_fk" FOREIGN KEY ("district_id","filed_by") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem" ADD CONSTRAINT "problem_district_id_filing_office_id_unit_district_id_unit_id_fk" FOREIGN KEY ("district_id","filing_office_id") REFERENCES "public"."unit"("district_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem" ADD CONSTRAINT "problem_district_id_lead_department_id_unit_district_id_unit_id_fk" FOREIGN KEY ("district_id","lead_department_id") REFERENCES "public"."unit"("district_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem" ADD CONSTRAINT "problem_district_id_merged_into_id_problem_district_id_problem_id_fk" FOREIGN KEY ("district_id","merged_into_id") REFERENCES "public"."problem"("district_id","problem_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem" ADD CONSTRAINT "problem_district_id_ladder_id_ladder_version_ladder_policy_district_id_ladder_id_version_fk" FOREIGN KEY ("district_id","ladder_id","ladder_version") REFERENCES "public"."ladder_policy"("district_id","ladder_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_entry" ADD CONSTRAINT "problem_entry_district_id_problem_id_problem_district_id_problem_id_fk" FOREIGN KEY ("district_id","problem_id") REFERENCES "public"."problem"("district_id","problem_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_extension" ADD CONSTRAINT "problem_extension_district_id_problem_id_problem_district_id_problem_id_fk" FOREIGN KEY ("district_id","problem_id") REFERENCES "public"."problem"("district_id","problem_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_pause" ADD CONSTRAINT "problem_pause_district_id_problem_id_problem_district_id_problem_id_fk" FOREIGN KEY ("district_id","problem_id") REFERENCES "public"."problem"("district_id","problem_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_district_id_office_id_unit_district_id_unit_id_fk" FOREIGN KEY ("district_id","office_id") REFERENCES "public"."unit"("district_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_district_id_company_id_unit_district_id_unit_id_fk" FOREIGN KEY ("district_id","company_id") REFERENCES "public"."unit"("district_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_department" ADD CONSTRAINT "project_department_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_department" ADD CONSTRAINT "project_department_district_id_department_id_unit_district_id_unit_id_fk" FOREIGN KEY ("district_id","department_id") REFERENCES "public"."unit"("district_id","unit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_year" ADD CONSTRAINT "project_year_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_district_id_person_id_person_district_id_person_id_fk" FOREIGN KEY ("district_id","person_id") REFERENCES "public"."person"("district_id","person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_throttle" ADD CONSTRAINT "sign_in_throttle_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "timer" ADD CONSTRAINT "timer_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_district_id_district_district_id_fk" FOREIGN KEY ("district_id") REFERENCES "public"."district"("district_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "agenda_item_once" ON "agenda_item" USING btree ("district_id","meeting_id","problem_id");--> statement-breakpoint
CREATE INDEX "agenda_item_problem" ON "agenda_item" USING btree ("district_id","problem_id");--> statement-breakpoint
CREATE INDEX "audit_entry_subject" ON "audit_entry" USING btree ("district_id","subject_kind","subject_id","seq");--> statement-breakpoint
CREATE INDEX "audit_entry_person" ON "audit_entry" USING btree ("district_id","person_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "contract_open" ON "contract" USING btree ("district_id","project_id") WHERE to_on is null;--> statement-breakpoint
CREATE INDEX "contract_project" ON "contract" USING btree ("district_id","project_id");--> statement-breakpoint
CREATE INDEX "contract_leader" ON "contract" USING btree ("district_id","leader_id") WHERE to_on is null;--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_once" ON "delivery" USING btree ("district_id","notice_id","channel");--> statement-breakpoint
CREATE INDEX "delivery_waiting" ON "delivery" USING btree ("district_id","due_at") WHERE state in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "idempotency_key_age" ON "idempotency_key" USING btree ("district_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_day" ON "meeting" USING btree ("district_id","series_id","held_on");--> statement-breakpoint
CREATE INDEX "meeting_starts" ON "meeting" USING btree ("district_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_series_line" ON "meeting_series" USING btree ("district_id","line");--> statement-breakpoint
CREATE INDEX "milestone_project" ON "milestone" USING btree ("district_id","project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_once" ON "notice" USING btree ("district_id","rule","subject_id","period","recipient_id");--> statement-breakpoint
CREATE INDEX "notice_inbox" ON "notice" USING btree ("district_id","recipient_id","notice_id");--> statement-breakpoint
CREATE INDEX "notice_unread" ON "notice" USING btree ("district_id","recipient_id") WHERE read_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_key" ON "outbox" USING btree ("district_id","job","key");--> statement-breakpoint
CREATE INDEX "outbox_pending" ON "outbox" USING btree ("district_id","next_attempt_at") WHERE done_at is null and dead_at is null;--> statement-breakpoint
CREATE INDEX "outbox_dead" ON "outbox" USING btree ("district_id","dead_at") WHERE dead_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "person_username" ON "person" USING btree ("district_id","username");--> statement-breakpoint
CREATE INDEX "person_unit" ON "person" USING btree ("district_id","unit_id");--> statement-breakpoint
CREATE INDEX "person_role_role" ON "person_role" USING btree ("district_id","role");--> statement-breakpoint
CREATE UNIQUE INDEX "problem_number" ON "problem" USING btree ("district_id","number");--> statement-breakpoint
CREATE INDEX "problem_project" ON "problem" USING btree ("district_id","project_id");--> statement-breakpoint
CREATE INDEX "problem_lead_department" ON "problem" USING btree ("district_id","lead_department_id");--> statement-breakpoint
CREATE INDEX "problem_filing_office" ON "problem" USING btree ("district_id","filing_office_id");--> statement-breakpoint
CREATE INDEX "problem_open_due" ON "problem" USING btree ("district_id","resolution_due_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "problem_open_rung" ON "problem" USING btree ("district_id","rung") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "problem_entry_problem" ON "problem_entry" USING btree ("district_id","problem_id","at","entry_id");--> statement-breakpoint
CREATE INDEX "problem_extension_problem" ON "problem_extension" USING btree ("district_id","problem_id");--> statement-breakpoint
CREATE INDEX "problem_pause_problem" ON "problem_pause" USING btree ("district_id","problem_id");--> statement-breakpoint
CREATE UNIQUE INDEX "project_code" ON "project" USING btree ("district_id","code");--> statement-breakpoint
CREATE INDEX "project_office" ON "project" USING btree ("district_id","office_id");--> statement-breakpoint
CREATE INDEX "project_company" ON "project" USING btree ("district_id","company_id");--> statement-breakpoint
CREATE UNIQUE INDEX "project_department_lead" ON "project_department" USING btree ("district_id","project_id") WHERE part = 'lead';--> statement-breakpoint
CREATE INDEX "project_department_department" ON "project_department" USING btree ("district_id","department_id");--> statement-breakpoint
CREATE INDEX "session_token" ON "session" USING btree ("district_id","token_hash");--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("district_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "timer_pending" ON "timer" USING btree ("district_id","subject_id","kind") WHERE fired_at is null;--> statement-breakpoint
CREATE INDEX "timer_due" ON "timer" USING btree ("district_id","due_at") WHERE fired_at is null;--> statement-breakpoint
CREATE INDEX "timer_subject" ON "timer" USING btree ("district_id","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_code" ON "unit" USING btree ("district_id","code");