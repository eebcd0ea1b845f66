-- Who waits for a lock now, for how long, and behind whom. Sessions are told by process id and
-- application name; those that are waited for in lines of both.
-- A wait for a transaction to end is put on the relation whose row is wanted, where the session
-- holds the row's tuple lock.
SELECT w.pid,
       coalesce(nullif(a.application_name, ''), 'pid ' || w.pid),
       w.locktype,
       coalesce(w.relation, (SELECT min(t.relation::bigint)::oid FROM pg_catalog.pg_locks t
                             WHERE t.pid = w.pid AND t.locktype = 'tuple' AND t.granted)),
       CASE WHEN w.locktype IN ('relation', 'tuple') THEN w.mode END,
       (extract(epoch FROM pg_catalog.clock_timestamp() - w.waitstart) * 1e9)::bigint,
       (extract(epoch FROM w.waitstart) * 1e6)::bigint,
       (SELECT string_agg(DISTINCT p.pid || ' ' || coalesce(nullif(b.application_name, ''), 'pid ' || p.pid), chr(10))
        FROM unnest(pg_catalog.pg_blocking_pids(w.pid)) AS p (pid)
        LEFT JOIN pg_catalog.pg_stat_activity b ON b.pid = p.pid)
FROM pg_catalog.pg_locks w
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = w.pid
WHERE NOT w.granted
  -- null for an instant after a wait has begun; the next look sees it
  AND w.waitstart IS NOT NULL
