-- Every object of the user's schema, one row each: kind, identity, identity of the relation that it is
-- part of, schema, name, name of the part, what a person would read, and what rules need besides.
-- What has its default value is left out. What belongs to an extension is the extension's business.
WITH
member AS MATERIALIZED (
  SELECT d.classid, d.objid FROM pg_depend d WHERE d.deptype = 'e'
),
space AS MATERIALIZED (
  SELECT n.oid, n.nspname, n.nspowner, n.nspacl
  FROM pg_namespace n
  WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND n.nspname <> 'rehearse_witness'
    AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_namespace'::regclass AND m.objid = n.oid)
),
rel AS MATERIALIZED (
  SELECT c.*, n.nspname
  FROM pg_class c JOIN space n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'i', 'I', 'S', 'c')
    AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid)
)
SELECT 'schema' AS kind, 'n' || n.oid AS id, NULL AS owner, NULL AS schema, n.nspname AS name, NULL AS part,
       jsonb_build_object(
         'name', n.nspname, 'owner', pg_get_userbyid(n.nspowner), 'privileges', n.nspacl::text) AS shown,
       '{}'::jsonb AS details
FROM space n
UNION ALL
SELECT CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
                      WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
                      ELSE 'composite type' END,
       'r' || c.oid, NULL, c.nspname, c.relname, NULL,
       jsonb_build_object(
         'name', c.relname,
         'schema', c.nspname,
         'owner', pg_get_userbyid(c.relowner),
         'privileges', c.relacl::text,
         'persistence', CASE c.relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary' END,
         'options', array_to_string(c.reloptions, ', '),
         'replica identity', CASE c.relreplident WHEN 'f' THEN 'full' WHEN 'n' THEN 'nothing' WHEN 'i' THEN 'index' END,
         'row security', CASE WHEN c.relrowsecurity THEN 'on' END,
         'forced row security', CASE WHEN c.relforcerowsecurity THEN 'on' END,
         'tablespace', (SELECT s.spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace),
         'access method', (SELECT m.amname FROM pg_am m WHERE m.oid = c.relam AND m.amname <> 'heap'),
         'partition key', CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
         'partition bound', pg_get_expr(c.relpartbound, c.oid),
         'parents', (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno)
                     FROM pg_inherits i WHERE i.inhrelid = c.oid),
         'detach pending', (SELECT 'yes' FROM pg_inherits i WHERE i.inhrelid = c.oid AND i.inhdetachpending),
         'definition', CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
         'populated', CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN 'no' END,
         'of type', CASE WHEN c.reloftype <> 0 THEN c.reloftype::regtype::text END,
         'comment', quote_literal(obj_description(c.oid, 'pg_class'))),
       jsonb_build_object('kind', c.relkind, 'partition', CASE WHEN c.relispartition THEN 'yes' END,
         'partition constraint', CASE WHEN c.relispartition THEN pg_get_partition_constraintdef(c.oid) END,
         'parent', (SELECT 'r' || i.inhparent FROM pg_inherits i WHERE i.inhrelid = c.oid AND c.relispartition))
FROM rel c
WHERE c.relkind NOT IN ('i', 'I', 'S')
UNION ALL
SELECT 'column', 'r' || a.attrelid || '.' || a.attnum, 'r' || c.oid, c.nspname, c.relname, a.attname,
       jsonb_build_object(
         'name', a.attname,
         'position', (row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum))::text,
         'type', format_type(a.atttypid, a.atttypmod),
         'collation', CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
         'not null', CASE WHEN a.attnotnull THEN 'yes' END,
         'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
         'identity', CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END,
         'generated', CASE a.attgenerated WHEN 's' THEN 'stored ' WHEN 'v' THEN 'virtual ' END
                      || pg_get_expr(d.adbin, d.adrelid),
         'storage', CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage
                      WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END END,
         'compression', CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
         'statistics target', nullif(a.attstattarget, -1)::text,
         'options', array_to_string(a.attoptions, ', '),
         'privileges', a.attacl::text,
         'comment', quote_literal(col_description(a.attrelid, a.attnum))),
       jsonb_build_object('attnum', a.attnum::text, 'missing', CASE WHEN a.atthasmissing THEN 'yes' END)
FROM pg_attribute a
JOIN rel c ON c.oid = a.attrelid
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'constraint', 'c' || k.oid, 'r' || c.oid, c.nspname, c.relname, k.conname,
       jsonb_build_object(
         'name', k.conname,
         'definition', regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', ''),
         'validated', CASE WHEN NOT k.convalidated THEN 'no' END,
         'enforced', CASE WHEN to_jsonb(k)->>'conenforced' = 'false' THEN 'no' END,
         'inherited', CASE WHEN NOT k.conislocal OR k.conparentid <> 0 THEN 'yes' END,
         'comment', quote_literal(obj_description(k.oid, 'pg_constraint'))),
       jsonb_build_object('type', k.contype,
         'expression', CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END,
         'columns', (SELECT jsonb_agg(a.attname ORDER BY u.n)
                     FROM unnest(k.conkey) WITH ORDINALITY u(attnum, n)
                     JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum),
         'references', CASE WHEN k.contype = 'f' THEN 'r' || k.confrelid END,
         'referenced columns', (SELECT jsonb_agg(a.attname ORDER BY u.n)
                     FROM unnest(k.confkey) WITH ORDINALITY u(attnum, n)
                     JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum),
         'index', CASE WHEN k.contype IN ('p', 'u', 'x') THEN 'r' || k.conindid END,
         'parent', CASE WHEN k.conparentid <> 0 THEN 'c' || k.conparentid END,
         'no inherit', CASE WHEN k.connoinherit THEN 'yes' END,
         'deferrable', CASE WHEN k.condeferrable THEN CASE WHEN k.condeferred THEN 'deferred' ELSE 'yes' END END)
FROM pg_constraint k
JOIN rel c ON c.oid = k.conrelid
WHERE k.contype <> 't'
UNION ALL
SELECT 'index', 'r' || c.oid, 'r' || i.indrelid, c.nspname, c.relname, NULL,
       jsonb_build_object(
         'name', c.relname,
         'schema', c.nspname,
         'definition', pg_get_indexdef(c.oid),
         'valid', CASE WHEN NOT i.indisvalid THEN 'no' END,
         'ready', CASE WHEN NOT i.indisready THEN 'no' END,
         'clustered', CASE WHEN i.indisclustered THEN 'yes' END,
         'replica identity', CASE WHEN i.indisreplident THEN 'yes' END,
         'deferrable', CASE WHEN NOT i.indimmediate THEN 'yes' END,
         'tablespace', (SELECT s.spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace),
         'statistics targets', (SELECT string_agg(a.attnum || ': ' || a.attstattarget, ', ' ORDER BY a.attnum)
                                FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attstattarget >= 0),
         'attached to', (SELECT h.inhparent::regclass::text FROM pg_inherits h WHERE h.inhrelid = c.oid),
         'comment', quote_literal(obj_description(c.oid, 'pg_class'))),
       jsonb_build_object('kind', c.relkind,
         'unique', CASE WHEN i.indisunique THEN 'yes' END,
         'parent', (SELECT 'r' || h.inhparent FROM pg_inherits h WHERE h.inhrelid = c.oid),
         'columns', (SELECT jsonb_agg(coalesce(a.attname, '') ORDER BY u.n)
                     FROM unnest(i.indkey::smallint[]) WITH ORDINALITY u(attnum, n)
                     LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.attnum AND u.attnum <> 0),
         'keys', (SELECT jsonb_agg(pg_get_indexdef(c.oid, n, false) ORDER BY n)
                  FROM generate_series(1, i.indnkeyatts) n),
         'predicate', pg_get_expr(i.indpred, i.indrelid),
         'plain', CASE WHEN i.indexprs IS NULL AND i.indpred IS NULL THEN 'yes' END,
         'expressions', CASE WHEN i.indexprs IS NOT NULL OR i.indpred IS NOT NULL THEN 'yes' END,
         'constraint', (SELECT 'c' || k.oid FROM pg_constraint k
                        WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x') LIMIT 1))
FROM rel c JOIN pg_index i ON i.indexrelid = c.oid
UNION ALL
SELECT 'sequence', 'r' || c.oid,
       (SELECT 'r' || d.refobjid FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
          AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') LIMIT 1),
       c.nspname, c.relname, NULL,
       jsonb_build_object(
         'name', c.relname,
         'schema', c.nspname,
         'owner', pg_get_userbyid(c.relowner),
         'privileges', c.relacl::text,
         'persistence', CASE c.relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary' END,
         'type', q.seqtypid::regtype::text,
         'start', q.seqstart::text, 'increment', q.seqincrement::text,
         'minimum', q.seqmin::text, 'maximum', q.seqmax::text, 'cache', q.seqcache::text,
         'cycle', CASE WHEN q.seqcycle THEN 'yes' END,
         'owned by', (SELECT d.refobjid::regclass::text || '.' || quote_ident(a.attname)
                      FROM pg_depend d
                      JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                        AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') LIMIT 1),
         'comment', quote_literal(obj_description(c.oid, 'pg_class'))),
       '{}'::jsonb
FROM rel c JOIN pg_sequence q ON q.seqrelid = c.oid
UNION ALL
SELECT 'trigger', 't' || g.oid, 'r' || c.oid, c.nspname, c.relname, g.tgname,
       jsonb_build_object(
         'name', g.tgname, 'definition', pg_get_triggerdef(g.oid),
         'enabled', CASE g.tgenabled WHEN 'D' THEN 'no' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END,
         'inherited', CASE WHEN g.tgparentid <> 0 THEN 'yes' END,
         'comment', quote_literal(obj_description(g.oid, 'pg_trigger'))),
       jsonb_build_object('columns', (SELECT jsonb_agg(a.attname) FROM unnest(g.tgattr::smallint[]) u(attnum)
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.attnum))
FROM pg_trigger g JOIN rel c ON c.oid = g.tgrelid
WHERE NOT g.tgisinternal
UNION ALL
SELECT 'rule', 'u' || w.oid, 'r' || c.oid, c.nspname, c.relname, w.rulename,
       jsonb_build_object(
         'name', w.rulename, 'definition', pg_get_ruledef(w.oid),
         'enabled', CASE w.ev_enabled WHEN 'D' THEN 'no' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END,
         'comment', quote_literal(obj_description(w.oid, 'pg_rewrite'))),
       '{}'::jsonb
FROM pg_rewrite w JOIN rel c ON c.oid = w.ev_class
WHERE w.rulename <> '_RETURN'
UNION ALL
SELECT 'policy', 'p' || p.oid, 'r' || c.oid, c.nspname, c.relname, p.polname,
       jsonb_build_object(
         'name', p.polname,
         'command', CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update'
                                  WHEN 'd' THEN 'delete' ELSE 'all' END,
         'kind', CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END,
         'roles', (SELECT string_agg(CASE r.oid WHEN 0 THEN 'public' ELSE pg_get_userbyid(r.oid)::text END, ', ')
                   FROM unnest(p.polroles) r(oid)),
         'using', pg_get_expr(p.polqual, p.polrelid),
         'check', pg_get_expr(p.polwithcheck, p.polrelid),
         'comment', quote_literal(obj_description(p.oid, 'pg_policy'))),
       '{}'::jsonb
FROM pg_policy p JOIN rel c ON c.oid = p.polrelid
UNION ALL
SELECT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range type' ELSE 'type' END,
       'y' || t.oid, NULL, n.nspname, t.typname, NULL,
       jsonb_build_object(
         'name', t.typname, 'schema', n.nspname,
         'owner', pg_get_userbyid(t.typowner),
         'privileges', t.typacl::text,
         'labels', (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
                    FROM pg_enum e WHERE e.enumtypid = t.oid),
         'type', CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
         'not null', CASE WHEN t.typnotnull THEN 'yes' END,
         'default', CASE WHEN t.typtype = 'd' THEN t.typdefault END,
         'collation', CASE WHEN t.typtype = 'd' AND t.typcollation <> 0 THEN t.typcollation::regcollation::text END,
         'subtype', (SELECT r.rngsubtype::regtype::text FROM pg_range r WHERE r.rngtypid = t.oid),
         'comment', quote_literal(obj_description(t.oid, 'pg_type'))),
       '{}'::jsonb
FROM pg_type t JOIN space n ON n.oid = t.typnamespace
WHERE t.typtype IN ('e', 'd', 'r', 'b')
  AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
  AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
UNION ALL
SELECT 'domain constraint', 'c' || k.oid, NULL, n.nspname, t.typname, k.conname,
       jsonb_build_object(
         'name', k.conname,
         'definition', regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', ''),
         'validated', CASE WHEN NOT k.convalidated THEN 'no' END),
       '{}'::jsonb
FROM pg_constraint k
JOIN pg_type t ON t.oid = k.contypid
JOIN space n ON n.oid = t.typnamespace
UNION ALL
SELECT CASE f.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
       'f' || f.oid, NULL, n.nspname, f.proname, pg_get_function_identity_arguments(f.oid),
       jsonb_build_object(
         'name', f.proname, 'schema', n.nspname,
         'owner', pg_get_userbyid(f.proowner),
         'privileges', f.proacl::text,
         'definition', CASE WHEN f.prokind <> 'a' THEN pg_get_functiondef(f.oid) END,
         'transition', (SELECT concat_ws(' ', g.aggtransfn::text, g.aggfinalfn::text, g.aggtranstype::regtype::text,
                                         quote_literal(g.agginitval))
                        FROM pg_aggregate g WHERE g.aggfnoid = f.oid),
         'comment', quote_literal(obj_description(f.oid, 'pg_proc'))),
       '{}'::jsonb
FROM pg_proc f JOIN space n ON n.oid = f.pronamespace
WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_proc'::regclass AND m.objid = f.oid)
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = f.oid
                    AND d.deptype = 'i')
UNION ALL
SELECT 'statistics', 's' || s.oid, 'r' || s.stxrelid, n.nspname, s.stxname, NULL,
       jsonb_build_object(
         'name', s.stxname, 'schema', n.nspname,
         'definition', pg_get_statisticsobjdef(s.oid),
         'statistics target', nullif(s.stxstattarget, -1)::text),
       '{}'::jsonb
FROM pg_statistic_ext s JOIN space n ON n.oid = s.stxnamespace
UNION ALL
SELECT 'extension', 'e' || e.oid, NULL, NULL, e.extname, NULL,
       jsonb_build_object('name', e.extname, 'version', e.extversion, 'schema', e.extnamespace::regnamespace::text),
       '{}'::jsonb
FROM pg_extension e
UNION ALL
SELECT 'event trigger', 'v' || v.oid, NULL, NULL, v.evtname, NULL,
       jsonb_build_object('name', v.evtname, 'event', v.evtevent, 'function', v.evtfoid::regproc::text,
         'enabled', CASE v.evtenabled WHEN 'D' THEN 'no' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END,
         'tags', array_to_string(v.evttags, ', ')),
       '{}'::jsonb
FROM pg_event_trigger v
WHERE v.evtname <> 'rehearse_witness'
  AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_event_trigger'::regclass AND m.objid = v.oid)
ORDER BY 1, 4 NULLS FIRST, 5, 6 NULLS FIRST, 2
