-- How far the write-ahead log and the transaction counter have come. Nobody else is connected in a
-- facts take, so a counter that grows while a transaction is open tells of a subtransaction of it
-- that was rolled back.
SELECT (pg_catalog.pg_current_wal_insert_lsn() - '0/0'::pg_catalog.pg_lsn)::bigint,
       pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::text::bigint
