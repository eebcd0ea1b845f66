-- What ReplayBenchmark performs. First a statement whose time does not depend on the machine, so that
-- what differs is the client; then a scan, an index build, a rewrite and a change of many rows.
DO $$ BEGIN PERFORM pg_sleep(0.2); END $$;
ALTER TABLE order_items ADD CONSTRAINT order_items_sku_check CHECK (sku LIKE '%-%');
CREATE INDEX order_items_created_at_idx ON order_items (created_at);
ALTER TABLE order_items ALTER COLUMN quantity TYPE bigint;
UPDATE order_items SET tax_cents = tax_cents + 1 WHERE id % 4 = 0;
