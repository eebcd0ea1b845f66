-- This program's sessions. Reads the sessions' own entries in shared memory and nothing else.
SELECT a.pid,
       a.datname,
       a.application_name,
       a.state,
       coalesce((extract(epoch FROM pg_catalog.clock_timestamp() - a.query_start) * 1e9)::bigint, 0),
       coalesce((extract(epoch FROM pg_catalog.clock_timestamp() - a.xact_start) * 1e9)::bigint, 0),
       a.query
FROM pg_catalog.pg_stat_activity a
WHERE a.application_name LIKE 'rehearse/%'
  AND a.application_name <> 'rehearse/watch'
  AND a.backend_type = 'client backend'
