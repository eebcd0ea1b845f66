-- The relation locks of one session, held or wanted. No join: names are resolved later.
SELECT l.relation, l.mode, l.granted, l.locktype
FROM pg_catalog.pg_locks l
WHERE l.pid = ?
  AND (NOT l.granted OR (l.locktype = 'relation' AND l.relation >= 16384))
