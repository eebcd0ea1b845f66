-- Names that have to be quoted, keys of several columns, another schema, partitions of partitions.
CREATE SCHEMA "Sales Dept";

CREATE TABLE "Sales Dept"."Products" ("Id" integer PRIMARY KEY, "Name" text);
INSERT INTO "Sales Dept"."Products" SELECT n, 'product ' || n FROM generate_series(1, 100) AS n;

CREATE TABLE "Sales Dept"."Order Lines" (
  "Order Id" bigint,
  "Line" integer,
  "Product" integer,
  "Select" integer DEFAULT 1,
  "Unit ""Price""" numeric,
  CONSTRAINT "Lines'Key" PRIMARY KEY ("Order Id", "Line")
);
INSERT INTO "Sales Dept"."Order Lines"
SELECT n / 3, n % 3, 1 + n % 100, n, n FROM generate_series(1, 12000) AS n;
CREATE INDEX "By.Select" ON "Sales Dept"."Order Lines" ("Select", "Line");
ALTER TABLE "Sales Dept"."Order Lines" ADD CONSTRAINT "Select?" CHECK ("Select" > 0);

CREATE TABLE "Sales Dept"."Visits" (
  "Id" bigint,
  "At" timestamptz NOT NULL,
  "Product" integer,
  "Note" integer
) PARTITION BY RANGE ("At");
CREATE INDEX "Visits by ""At""" ON "Sales Dept"."Visits" ("At", "Id");
CREATE TABLE "Sales Dept"."Visits 2024" PARTITION OF "Sales Dept"."Visits"
  FOR VALUES FROM ('2024-01-01 00:00Z') TO ('2025-01-01 00:00Z');
CREATE TABLE "Sales Dept"."Visits 2025" PARTITION OF "Sales Dept"."Visits"
  FOR VALUES FROM ('2025-01-01 00:00Z') TO ('2026-01-01 00:00Z') PARTITION BY LIST ("Product");
CREATE TABLE "Sales Dept"."Visits 2025 even" PARTITION OF "Sales Dept"."Visits 2025"
  FOR VALUES IN (2, 4, 6, 8, 10);
CREATE TABLE "Sales Dept"."Visits 2025 odd" PARTITION OF "Sales Dept"."Visits 2025"
  FOR VALUES IN (1, 3, 5, 7, 9);
INSERT INTO "Sales Dept"."Visits"
SELECT n, '2024-01-01 00:00Z'::timestamptz + n * interval '1 hour', 1 + n % 10
FROM generate_series(1, 16000) AS n;

CREATE TABLE "Sales Dept"."Visits 2026" (LIKE "Sales Dept"."Visits");
INSERT INTO "Sales Dept"."Visits 2026"
SELECT n, '2026-01-01 00:00Z'::timestamptz + n * interval '1 hour', 1 + n % 10
FROM generate_series(1, 8000) AS n;
