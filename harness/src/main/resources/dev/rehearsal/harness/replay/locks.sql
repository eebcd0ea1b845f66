-- The relation locks that this session holds now, the server's own relations left out. SIReadLock, of
-- serializable transactions, blocks nobody.
SELECT l.relation, l.mode
FROM pg_catalog.pg_locks l
WHERE l.pid = pg_catalog.pg_backend_pid()
  AND l.locktype = 'relation'
  AND l.granted
  AND l.mode <> 'SIReadLock'
  AND l.relation >= 16384
  AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d
                    WHERE d.datname = pg_catalog.current_database())
