-- What the server's progress views say of one session.
SELECT command, relid::bigint, phase, blocks_done, blocks_total
FROM pg_catalog.pg_stat_progress_create_index WHERE pid = $1
UNION ALL
SELECT command, relid::bigint, phase, heap_blks_scanned, heap_blks_total
FROM pg_catalog.pg_stat_progress_cluster WHERE pid = $1
UNION ALL
SELECT 'VACUUM', relid::bigint, phase, heap_blks_scanned, heap_blks_total
FROM pg_catalog.pg_stat_progress_vacuum WHERE pid = $1
UNION ALL
SELECT 'ANALYZE', relid::bigint, phase, sample_blks_scanned, sample_blks_total
FROM pg_catalog.pg_stat_progress_analyze WHERE pid = $1
UNION ALL
SELECT command, relid::bigint, type, bytes_processed, bytes_total
FROM pg_catalog.pg_stat_progress_copy WHERE pid = $1
