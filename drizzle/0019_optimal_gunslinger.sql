ALTER TABLE "span_actual" DROP CONSTRAINT "span_actual_district_id_project_id_project_district_id_project_id_fk";
--> statement-breakpoint
ALTER TABLE "span_figure" DROP CONSTRAINT "span_figure_district_id_project_id_project_district_id_project_id_fk";
