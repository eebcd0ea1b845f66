-- The columns of the user's tables in their order, and whether a client gives them a value.
SELECT n.nspname, c.relname, a.attname,
       a.attgenerated = '' AND a.attidentity <> 'a' AS writable,
       k.conrelid IS NOT NULL AND (a.atthasdef OR a.attidentity <> '') AS key_with_default
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_constraint k
  ON k.conrelid = c.oid AND k.contype = 'p' AND a.attnum = ANY (k.conkey)
WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'
ORDER BY 1, 2, a.attnum
