CREATE TABLE "plan_version" (
	"district_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"version" integer NOT NULL,
	"annual" bigint NOT NULL,
	"figures" jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"effective_from" date NOT NULL,
	"amounts" bigint[] NOT NULL,
	"created_by" uuid,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "plan_version_district_id_project_id_year_version_pk" PRIMARY KEY("district_id","project_id","year","version")
);
--> statement-breakpoint
CREATE TABLE "span_actual" (
	"district_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"span_start" date NOT NULL,
	"entry" integer NOT NULL,
	"amount" bigint NOT NULL,
	"kind" text NOT NULL,
	"report_id" uuid,
	"reason" text,
	"entered_by" uuid,
	"entered_at" timestamptz NOT NULL,
	CONSTRAINT "span_actual_district_id_project_id_span_start_entry_pk" PRIMARY KEY("district_id","project_id","span_start","entry")
);
--> statement-breakpoint
CREATE TABLE "span_figure" (
	"district_id" uuid NOT NULL,
	"span_start" date NOT NULL,
	"project_id" uuid NOT NULL,
	"plan" bigint DEFAULT 0 NOT NULL,
	"actual" bigint DEFAULT 0 NOT NULL,
	"reported_at" timestamptz,
	CONSTRAINT "span_figure_district_id_span_start_project_id_pk" PRIMARY KEY("district_id","span_start","project_id")
);
--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "span_actual" ADD CONSTRAINT "span_actual_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "span_figure" ADD CONSTRAINT "span_figure_district_id_project_id_project_district_id_project_id_fk" FOREIGN KEY ("district_id","project_id") REFERENCES "public"."project"("district_id","project_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "span_actual_report" ON "span_actual" USING btree ("district_id","report_id");--> statement-breakpoint
CREATE INDEX "span_figure_project" ON "span_figure" USING btree ("district_id","project_id","span_start");