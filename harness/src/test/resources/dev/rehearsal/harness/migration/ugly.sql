-- Everything here is valid for psql's lexer; ; ' " $$ /* none of these count
/* nor /* do ; these */ ' */
SET lock_timeout = '2s';;
  ;

BEGIN ISOLATION LEVEL SERIALIZABLE; CREATE TABLE "odd;""name" (
  id int PRIMARY KEY, -- the key; really
  note text DEFAULT 'it''s; \', /* no comment */
  path text CHECK (path ~ E'^\\w+\';$'),
  tag text DEFAULT U&'d\0061t;a' /* ; */
);
COMMIT/**/;
CREATE RULE keep AS ON DELETE TO "odd;""name"
  DO INSTEAD (UPDATE "odd;""name" SET note = ''; NOTIFY gone;);
CREATE OR REPLACE FUNCTION quoted() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  EXECUTE $q$ SELECT '$body'; $q$ || $$;$$;
  RETURN NEW; -- $body;
END $body$;
create or replace
  function begin_end(x int) returns int
  begin atomic
    insert into log values (case x when 1 then 'a;' else 'b' end);
    select case when x > 0 then (select 1; ) else 2 end;
  end;
CREATE PROCEDURE p() BEGIN ATOMIC END; SELECT 1;
SELECT a$1$b, $1, a[1:2], '1'::int, :v, :'v', x::"char", 4 --x
  /*;*/ -- the rest of the statement follows
  - -5 @- 3, 5*/* ; */2, 1.e5, .5, 0x1F, $é$;$é$;
DO $$ BEGIN
  COMMIT;
END; $$;
SELECT 'a'
'b;';
PREPARE transaction AS SELECT 1;
PREPARE TRANSACTION 'two;phase';
COMMIT PREPARED 'two;phase';
SELECT "no semicolon at the end" -- ;
