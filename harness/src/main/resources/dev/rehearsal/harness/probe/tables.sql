-- Every table and filled materialized view of the user's: how to find a row of it, which column to
-- write, what it refers to.
SELECT n.nspname,
       c.relname,
       c.reltuples::bigint,
       (SELECT string_agg(a.attname, chr(10) ORDER BY k.position)
        FROM pg_catalog.pg_index i
        CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, position)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
        WHERE i.indrelid = c.oid AND i.indisprimary) AS key_columns,
       -- Columns that an application could set, those outside any index first.
       (SELECT string_agg(a.attname, chr(10)
                          ORDER BY EXISTS (SELECT 1 FROM pg_catalog.pg_index i
                                           WHERE i.indrelid = c.oid AND a.attnum = ANY (i.indkey)),
                                   a.attnum DESC)
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind <> 'm'
          AND a.attgenerated = '' AND a.attidentity <> 'a') AS write_columns,
       (SELECT string_agg(DISTINCT f.confrelid::bigint::text, ',')
        FROM pg_catalog.pg_constraint f
        WHERE f.conrelid = c.oid AND f.contype = 'f') AS refers_to,
       c.oid::bigint
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'm')
  AND c.relispopulated
  AND c.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
ORDER BY c.reltuples DESC, n.nspname, c.relname
