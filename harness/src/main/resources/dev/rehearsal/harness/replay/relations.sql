-- Every relation that is not the server's own, with its storage and what was done to it.
-- %1$s is 'xact_' inside a transaction (counts of this transaction, exact) and '' outside one
-- (counts of all finished transactions). To read a size takes ACCESS SHARE: of what another session
-- holds for itself it is not asked, or this one would wait for it.
WITH held AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation'
    AND l.mode = 'AccessExclusiveLock'
    AND l.granted
    AND l.pid <> pg_catalog.pg_backend_pid()
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d
                      WHERE d.datname = pg_catalog.current_database())
)
SELECT c.oid,
       n.nspname,
       c.relname,
       c.relkind,
       pg_catalog.pg_relation_filenode(c.oid),
       coalesce(i.indrelid, t.oid) AS owner,
       c.reltuples::bigint,
       CASE WHEN c.oid IN (SELECT h.relation FROM held h) THEN NULL
            ELSE pg_catalog.pg_relation_size(c.oid) END,
       pg_catalog.pg_stat_get_%1$snumscans(c.oid),
       pg_catalog.pg_stat_get_%1$stuples_returned(c.oid),
       pg_catalog.pg_stat_get_%1$stuples_inserted(c.oid),
       pg_catalog.pg_stat_get_%1$stuples_updated(c.oid),
       pg_catalog.pg_stat_get_%1$stuples_deleted(c.oid)
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
LEFT JOIN pg_catalog.pg_class t ON t.reltoastrelid = c.oid AND c.relkind = 't'
WHERE c.oid >= 16384
  AND n.nspname NOT IN ('pg_catalog', 'information_schema')
