--
-- PostgreSQL database dump
--

\restrict HC3zMUVYffJ1pAimRcAXTprCf3CjAWfGOKaUwu1nctkxhmRG2FgbdV4ta6wWywP

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: Odd Names; Type: SCHEMA; Schema: -; Owner: app_owner
--

CREATE SCHEMA "Odd Names";


ALTER SCHEMA "Odd Names" OWNER TO app_owner;

--
-- Name: mood; Type: TYPE; Schema: public; Owner: postgres
--

CREATE TYPE public.mood AS ENUM (
    'sad',
    'so;so',
    'it''s fine'
);


ALTER TYPE public.mood OWNER TO postgres;

--
-- Name: percentage; Type: DOMAIN; Schema: public; Owner: postgres
--

CREATE DOMAIN public.percentage AS numeric(5,2)
	CONSTRAINT percentage_check CHECK (((VALUE >= (0)::numeric) AND (VALUE <= (100)::numeric)));


ALTER DOMAIN public.percentage OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: people; Type: TABLE; Schema: public; Owner: app_owner
--

CREATE TABLE public.people (
    id bigint NOT NULL,
    name text NOT NULL,
    mood public.mood DEFAULT 'so;so'::public.mood,
    share public.percentage,
    photo bytea,
    tags text[],
    profile jsonb,
    lower_name text GENERATED ALWAYS AS (lower(name)) STORED
);


ALTER TABLE public.people OWNER TO app_owner;

--
-- Name: TABLE people; Type: COMMENT; Schema: public; Owner: app_owner
--

COMMENT ON TABLE public.people IS 'Semicolons; "quotes", ''apostrophes'' and $dollars$
on two lines -- no comment /* either */';


--
-- Name: head_count(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.head_count() RETURNS bigint
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT 1;
 SELECT
         CASE
             WHEN (count(*) > 0) THEN count(*)
             ELSE (0)::bigint
         END AS "case"
    FROM public.people;
END;


ALTER FUNCTION public.head_count() OWNER TO postgres;

--
-- Name: nothing(); Type: PROCEDURE; Schema: public; Owner: postgres
--

CREATE PROCEDURE public.nothing()
    LANGUAGE plpgsql
    AS $$ begin null; end; $$;


ALTER PROCEDURE public.nothing() OWNER TO postgres;

--
-- Name: touch(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
BEGIN
  -- a semicolon; a quote ' and $$ nested dollars $$
  IF NEW.name = 'don''t; stop' THEN
    RAISE NOTICE 'seen; %', NEW.name;
  END IF;
  RETURN NEW;
END;
$_$;


ALTER FUNCTION public.touch() OWNER TO postgres;

--
-- Name: Order; Items; Type: TABLE; Schema: Odd Names; Owner: app_owner
--

CREATE TABLE "Odd Names"."Order; Items" (
    "a ""quoted"" column" text DEFAULT 'tab	here'::text,
    "select" integer DEFAULT 7,
    person_id bigint,
    CONSTRAINT "check; it" CHECK (("select" <> 13))
);


ALTER TABLE "Odd Names"."Order; Items" OWNER TO app_owner;

--
-- Name: happy; Type: VIEW; Schema: public; Owner: postgres
--

CREATE VIEW public.happy AS
 SELECT people.id,
    people.name,
    people.mood,
    people.share,
    people.photo,
    people.tags,
    people.profile,
    people.lower_name
   FROM public.people
  WHERE (people.mood <> 'sad'::public.mood);


ALTER TABLE public.happy OWNER TO postgres;

--
-- Name: measurements; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.measurements (
    taken_at timestamp with time zone NOT NULL,
    value double precision
)
PARTITION BY RANGE (taken_at);


ALTER TABLE public.measurements OWNER TO postgres;

--
-- Name: measurements_2025; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.measurements_2025 (
    taken_at timestamp with time zone NOT NULL,
    value double precision
);


ALTER TABLE public.measurements_2025 OWNER TO postgres;

--
-- Name: measurements_rest; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.measurements_rest (
    taken_at timestamp with time zone NOT NULL,
    value double precision
);


ALTER TABLE public.measurements_rest OWNER TO postgres;

--
-- Name: people_id_seq; Type: SEQUENCE; Schema: public; Owner: app_owner
--

ALTER TABLE public.people ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.people_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: totals; Type: MATERIALIZED VIEW; Schema: public; Owner: postgres
--

CREATE MATERIALIZED VIEW public.totals AS
 SELECT people.mood,
    count(*) AS count
   FROM public.people
  GROUP BY people.mood
  WITH NO DATA;


ALTER TABLE public.totals OWNER TO postgres;

--
-- Name: measurements_2025; Type: TABLE ATTACH; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.measurements ATTACH PARTITION public.measurements_2025 FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2026-01-01 00:00:00+00');


--
-- Name: measurements_rest; Type: TABLE ATTACH; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.measurements ATTACH PARTITION public.measurements_rest DEFAULT;


--
-- Data for Name: Order; Items; Type: TABLE DATA; Schema: Odd Names; Owner: app_owner
--

COPY "Odd Names"."Order; Items" ("a ""quoted"" column", "select", person_id) FROM stdin;
x\\N1	1	1
x\\N2	2	2
x\\N3	3	3
x\\N4	4	4
x\\N5	5	5
x\\N6	6	6
x\\N7	7	7
x\\N8	8	8
x\\N9	9	9
x\\N10	10	10
x\\N11	11	11
x\\N12	12	12
\N	\N	\N
\.


--
-- Data for Name: measurements_2025; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.measurements_2025 (taken_at, value) FROM stdin;
2025-01-01 02:00:00+00	1.6666666666666667
2025-01-01 12:00:00+00	2
2025-01-01 22:00:00+00	2.3333333333333335
2025-01-02 08:00:00+00	2.6666666666666665
2025-01-02 18:00:00+00	3
2025-01-03 04:00:00+00	3.3333333333333335
2025-01-03 14:00:00+00	3.6666666666666665
2025-01-04 00:00:00+00	4
2025-01-04 10:00:00+00	4.333333333333333
2025-01-04 20:00:00+00	4.666666666666667
2025-01-05 06:00:00+00	5
\.


--
-- Data for Name: measurements_rest; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.measurements_rest (taken_at, value) FROM stdin;
2024-12-30 10:00:00+00	0.3333333333333333
2024-12-30 20:00:00+00	0.6666666666666666
2024-12-31 06:00:00+00	1
2024-12-31 16:00:00+00	1.3333333333333333
\.


--
-- Data for Name: people; Type: TABLE DATA; Schema: public; Owner: app_owner
--

COPY public.people (id, name, mood, share, photo, tags, profile) FROM stdin;
1	person 1	so;so	1.00	\\xc4ca4238a0b923820dcc509a6f75849b	{"a,b","c\\"d",NULL}	{"n": 1, "text": "line\\nbreak"}
2	person 2	it's fine	2.00	\\xc81e728d9d4c2f636f067f89cc14862c	{"a,b","c\\"d",NULL}	{"n": 2, "text": "line\\nbreak"}
3	person 3	sad	3.00	\\xeccbc87e4b5ce2fe28308fd9f2a7baf3	{"a,b","c\\"d",NULL}	{"n": 3, "text": "line\\nbreak"}
4	person 4	so;so	4.00	\\xa87ff679a2f3e71d9181a67b7542122c	{"a,b","c\\"d",NULL}	{"n": 4, "text": "line\\nbreak"}
5	person 5	it's fine	5.00	\\xe4da3b7fbbce2345d7772b0674a318d5	{"a,b","c\\"d",NULL}	{"n": 5, "text": "line\\nbreak"}
6	person 6	sad	6.00	\\x1679091c5a880faf6fb5e6087eb1b2dc	{"a,b","c\\"d",NULL}	{"n": 6, "text": "line\\nbreak"}
8	person 8	it's fine	8.00	\\xc9f0f895fb98ab9159f51fd0297e236d	{"a,b","c\\"d",NULL}	{"n": 8, "text": "line\\nbreak"}
9	person 9	sad	9.00	\\x45c48cce2e2d7fbdea1afc51c7c6ad26	{"a,b","c\\"d",NULL}	{"n": 9, "text": "line\\nbreak"}
10	person 10	so;so	10.00	\\xd3d9446802a44259755d38e6d163e820	{"a,b","c\\"d",NULL}	{"n": 10, "text": "line\\nbreak"}
11	person 11	it's fine	11.00	\\x6512bd43d9caa6e02c990b0a82652dca	{"a,b","c\\"d",NULL}	{"n": 11, "text": "line\\nbreak"}
12	person 12	sad	12.00	\\xc20ad4d76fe97759aa27a0c99bff6710	{"a,b","c\\"d",NULL}	{"n": 12, "text": "line\\nbreak"}
13	person 13	so;so	13.00	\\xc51ce410c124a10e0db5e4b97fc2af39	{"a,b","c\\"d",NULL}	{"n": 13, "text": "line\\nbreak"}
15	person 15	sad	15.00	\\x9bf31c7ff062936a96d3c8bd1f8f2ff3	{"a,b","c\\"d",NULL}	{"n": 15, "text": "line\\nbreak"}
16	person 16	so;so	16.00	\\xc74d97b01eae257e44aa9d5bade97baf	{"a,b","c\\"d",NULL}	{"n": 16, "text": "line\\nbreak"}
17	person 17	it's fine	17.00	\\x70efdf2ec9b086079795c442636b55fb	{"a,b","c\\"d",NULL}	{"n": 17, "text": "line\\nbreak"}
18	person 18	sad	18.00	\\x6f4922f45568161a8cdf4ad2299f6d23	{"a,b","c\\"d",NULL}	{"n": 18, "text": "line\\nbreak"}
19	person 19	so;so	19.00	\\x1f0e3dad99908345f7439f8ffabdffc4	{"a,b","c\\"d",NULL}	{"n": 19, "text": "line\\nbreak"}
20	person 20	it's fine	20.00	\\x98f13708210194c475687be6106a3b84	{"a,b","c\\"d",NULL}	{"n": 20, "text": "line\\nbreak"}
22	person 22	so;so	22.00	\\xb6d767d2f8ed5d21a44b0e5886680cb9	{"a,b","c\\"d",NULL}	{"n": 22, "text": "line\\nbreak"}
23	person 23	it's fine	23.00	\\x37693cfc748049e45d87b8c7d8b9aacd	{"a,b","c\\"d",NULL}	{"n": 23, "text": "line\\nbreak"}
24	person 24	sad	24.00	\\x1ff1de774005f8da13f42943881c655f	{"a,b","c\\"d",NULL}	{"n": 24, "text": "line\\nbreak"}
25	person 25	so;so	25.00	\\x8e296a067a37563370ded05f5a3bf3ec	{"a,b","c\\"d",NULL}	{"n": 25, "text": "line\\nbreak"}
26	person 26	it's fine	26.00	\\x4e732ced3463d06de0ca9a15b6153677	{"a,b","c\\"d",NULL}	{"n": 26, "text": "line\\nbreak"}
27	person 27	sad	27.00	\\x02e74f10e0327ad868d138f2b4fdd6f0	{"a,b","c\\"d",NULL}	{"n": 27, "text": "line\\nbreak"}
29	person 29	it's fine	29.00	\\x6ea9ab1baa0efb9e19094440c317e21b	{"a,b","c\\"d",NULL}	{"n": 29, "text": "line\\nbreak"}
30	person 30	sad	30.00	\\x34173cb38f07f89ddbebc2ac9128303f	{"a,b","c\\"d",NULL}	{"n": 30, "text": "line\\nbreak"}
31	person 31	so;so	31.00	\\xc16a5320fa475530d9583c34fd356ef5	{"a,b","c\\"d",NULL}	{"n": 31, "text": "line\\nbreak"}
32	person 32	it's fine	32.00	\\x6364d3f0f495b6ab9dcf8d3b5c6e0b01	{"a,b","c\\"d",NULL}	{"n": 32, "text": "line\\nbreak"}
33	person 33	sad	33.00	\\x182be0c5cdcd5072bb1864cdee4d3d6e	{"a,b","c\\"d",NULL}	{"n": 33, "text": "line\\nbreak"}
34	person 34	so;so	34.00	\\xe369853df766fa44e1ed0ff613f563bd	{"a,b","c\\"d",NULL}	{"n": 34, "text": "line\\nbreak"}
36	person 36	sad	36.00	\\x19ca14e7ea6328a42e0eb13d585e4c22	{"a,b","c\\"d",NULL}	{"n": 36, "text": "line\\nbreak"}
37	person 37	so;so	37.00	\\xa5bfc9e07964f8dddeb95fc584cd965d	{"a,b","c\\"d",NULL}	{"n": 37, "text": "line\\nbreak"}
38	person 38	it's fine	38.00	\\xa5771bce93e200c36f7cd9dfd0e5deaa	{"a,b","c\\"d",NULL}	{"n": 38, "text": "line\\nbreak"}
39	person 39	sad	39.00	\\xd67d8ab4f4c10bf22aa353e27879133c	{"a,b","c\\"d",NULL}	{"n": 39, "text": "line\\nbreak"}
40	person 40	so;so	40.00	\\xd645920e395fedad7bbbed0eca3fe2e0	{"a,b","c\\"d",NULL}	{"n": 40, "text": "line\\nbreak"}
41	tab\tnew\nline back\\slash	so;so	\N	\N	\N	\N
43		so;so	\N	\N	\N	\N
44	München; DROP TABLE people; --	so;so	\N	\N	\N	\N
45	$$	so;so	\N	\N	\N	\N
46	don't; stop	so;so	\N	\N	\N	\N
7	person 7	\N	7.00	\\x8f14e45fceea167a5a36dedd4bea2543	{"a,b","c\\"d",NULL}	{"n": 7, "text": "line\\nbreak"}
14	person 14	\N	14.00	\\xaab3238922bcc25a6f606eb525ffdc56	{"a,b","c\\"d",NULL}	{"n": 14, "text": "line\\nbreak"}
21	person 21	\N	21.00	\\x3c59dc048e8850243be8079a5c74d079	{"a,b","c\\"d",NULL}	{"n": 21, "text": "line\\nbreak"}
28	person 28	\N	28.00	\\x33e75ff09dd601bbe69f351039152189	{"a,b","c\\"d",NULL}	{"n": 28, "text": "line\\nbreak"}
35	person 35	\N	35.00	\\x1c383cd30b7c298ab50293adfecb7b18	{"a,b","c\\"d",NULL}	{"n": 35, "text": "line\\nbreak"}
42	\\.	\N	\N	\N	\N	\N
\.


--
-- Name: people_id_seq; Type: SEQUENCE SET; Schema: public; Owner: app_owner
--

SELECT pg_catalog.setval('public.people_id_seq', 46, true);


--
-- Name: people people_pkey; Type: CONSTRAINT; Schema: public; Owner: app_owner
--

ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);


--
-- Name: index; of people; Type: INDEX; Schema: public; Owner: app_owner
--

CREATE INDEX "index; of people" ON public.people USING btree (lower(name)) WHERE (mood <> 'sad'::public.mood);


--
-- Name: people touch; Type: TRIGGER; Schema: public; Owner: app_owner
--

CREATE TRIGGER touch BEFORE UPDATE ON public.people FOR EACH ROW EXECUTE FUNCTION public.touch();


--
-- Name: Order; Items Order; Items_person_id_fkey; Type: FK CONSTRAINT; Schema: Odd Names; Owner: app_owner
--

ALTER TABLE ONLY "Odd Names"."Order; Items"
    ADD CONSTRAINT "Order; Items_person_id_fkey" FOREIGN KEY (person_id) REFERENCES public.people(id);


--
-- Name: people; Type: ROW SECURITY; Schema: public; Owner: app_owner
--

ALTER TABLE public.people ENABLE ROW LEVEL SECURITY;

--
-- Name: people read_all; Type: POLICY; Schema: public; Owner: app_owner
--

CREATE POLICY read_all ON public.people FOR SELECT TO "Read Only", auditor USING (true);


--
-- Name: feed; Type: PUBLICATION; Schema: -; Owner: postgres
--

CREATE PUBLICATION feed WITH (publish = 'insert, update, delete, truncate');


ALTER PUBLICATION feed OWNER TO postgres;

--
-- Name: feed people; Type: PUBLICATION TABLE; Schema: public; Owner: postgres
--

ALTER PUBLICATION feed ADD TABLE ONLY public.people;


--
-- Name: TABLE people; Type: ACL; Schema: public; Owner: app_owner
--

GRANT SELECT ON TABLE public.people TO "Read Only";
GRANT SELECT ON TABLE public.people TO auditor;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: app_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA public GRANT SELECT ON TABLES  TO "Read Only";


--
-- Name: totals; Type: MATERIALIZED VIEW DATA; Schema: public; Owner: postgres
--

REFRESH MATERIALIZED VIEW public.totals;


--
-- PostgreSQL database dump complete
--

\unrestrict HC3zMUVYffJ1pAimRcAXTprCf3CjAWfGOKaUwu1nctkxhmRG2FgbdV4ta6wWywP

