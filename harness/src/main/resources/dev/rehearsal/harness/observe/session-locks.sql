-- The relation locks of one session, held or wanted, and whatever else it waits for. No join: names
-- are resolved later. SIReadLock, of serializable transactions, blocks nobody.
SELECT l.relation, l.mode, l.granted, l.locktype
FROM pg_catalog.pg_locks l
WHERE l.pid = $1
  AND l.mode <> 'SIReadLock'
  AND (NOT l.granted OR (l.locktype = 'relation' AND l.relation >= 16384))
