-- The relation locks that one session holds. Names are resolved later.
SELECT l.relation::bigint, l.mode
FROM pg_catalog.pg_locks l
WHERE l.pid = $1
  AND l.granted
  AND l.locktype = 'relation'
  AND l.relation >= 16384
  AND l.mode <> 'SIReadLock'
