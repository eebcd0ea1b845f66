-- Who waits for a lock now, for how long, and behind whom.
SELECT w.pid,
       w.locktype,
       coalesce(w.relation, 0)::bigint,
       CASE WHEN w.locktype IN ('relation', 'tuple') THEN w.mode END,
       (extract(epoch FROM pg_catalog.clock_timestamp() - w.waitstart) * 1e9)::bigint,
       array_to_string(pg_catalog.pg_blocking_pids(w.pid), ',')
FROM pg_catalog.pg_locks w
WHERE NOT w.granted
  AND w.waitstart IS NOT NULL
