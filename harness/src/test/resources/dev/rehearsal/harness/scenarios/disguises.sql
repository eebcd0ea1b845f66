-- Tables that are easily taken for others, and code in which DDL and changes hide.

CREATE SCHEMA sales;
CREATE TABLE sales.customers (id bigint PRIMARY KEY);
INSERT INTO sales.customers SELECT n FROM generate_series(1, 10) AS n;
CREATE TABLE sales.orders (
  id bigint PRIMARY KEY,
  customer_id bigint REFERENCES sales.customers ON DELETE CASCADE,
  note text
);
INSERT INTO sales.orders SELECT n, n % 10 + 1, 'note' FROM generate_series(1, 6000) AS n;
CREATE INDEX ON sales.orders (customer_id);

CREATE SCHEMA "we ird";
CREATE TABLE "we ird"."Ta ble" (id bigint PRIMARY KEY, "No ""te" text);
INSERT INTO "we ird"."Ta ble" SELECT n, 'note' FROM generate_series(1, 6000) AS n;

CREATE TABLE parts (id bigint, note text) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (6000);
CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (6000) TO (12000);
INSERT INTO parts SELECT n, 'note' FROM generate_series(0, 11999) AS n;

CREATE TABLE parent (id bigint, note text);
CREATE TABLE child () INHERITS (parent);
INSERT INTO parent SELECT n, 'note' FROM generate_series(1, 6000) AS n;
INSERT INTO child SELECT n, 'note' FROM generate_series(1, 6000) AS n;

CREATE VIEW order_notes AS SELECT id, note FROM sales.orders;

CREATE VIEW order_texts AS SELECT id, upper(note) AS text FROM sales.orders;
CREATE FUNCTION change_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sales.orders SET note = NEW.text WHERE id = OLD.id;
  RETURN NEW;
END
$$;
CREATE TRIGGER change_text INSTEAD OF UPDATE ON order_texts
  FOR EACH ROW EXECUTE FUNCTION change_text();

CREATE FUNCTION require_note() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'ALTER ' || 'TABLE sales.orders ALTER COLUMN note SET NOT NULL';
END
$$;

CREATE TABLE requests (id bigint);
CREATE FUNCTION on_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM require_note();
  RETURN NEW;
END
$$;
CREATE TRIGGER on_request AFTER INSERT ON requests FOR EACH ROW EXECUTE FUNCTION on_request();

CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$
BEGIN
  FOR batch IN 0..5 LOOP
    UPDATE sales.orders SET note = 'filled' WHERE id > batch * 1000 AND id <= (batch + 1) * 1000;
    COMMIT;
  END LOOP;
END
$$;

CREATE PROCEDURE fill_and_require() LANGUAGE plpgsql AS $$
BEGIN
  CALL fill();
  PERFORM require_note();
END
$$;
