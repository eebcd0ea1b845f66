-- What the server's own deparsing depends on, for this (sub)transaction only.
SELECT pg_catalog.set_config('search_path', '', true),
       pg_catalog.set_config('datestyle', 'ISO, YMD', true),
       pg_catalog.set_config('intervalstyle', 'postgres', true),
       pg_catalog.set_config('timezone', 'UTC', true),
       pg_catalog.set_config('quote_all_identifiers', 'off', true),
       pg_catalog.set_config('bytea_output', 'hex', true),
       pg_catalog.set_config('extra_float_digits', '1', true)
