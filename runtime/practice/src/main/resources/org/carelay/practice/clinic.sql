-- The practice clinic's own database: made-up people, numbers that ring nowhere, addresses that reach nobody.
create table patient (
  mrn text primary key,
  first_name text not null,
  last_name text not null,
  born date not null,
  phone text not null,
  email text not null,
  language text not null default 'en',
  consent boolean not null default true
);
-- The people of the practice sheet.
insert into patient (mrn, first_name, last_name, born, phone, email, language, consent) values
  ('004211', 'Ana', 'Lopez', '1984-03-12', '(212) 555-0142', 'ana.lopez@example.org', 'es', true),
  ('004212', 'Ben', 'Okafor', '1971-11-02', '+1 212-555-0143', 'ben.okafor@example.org', 'en', true),
  ('004213', 'Chloe', 'Martin', '1990-06-25', '212.555.0144', 'chloe.martin@example.org', 'en', true),
  ('004214', 'David', 'Nguyen', '1958-01-30', '12125550145', 'david.nguyen@example.org', 'en', true),
  ('004215', 'Elif', 'Demir', '2001-09-09', '212-555-0146', 'elif.demir@example.org', 'en', false),
  ('004216', 'Frank', 'Weber', '1946-05-17', '555-01', 'frank.weber@example.org', 'en', true),
  ('004217', 'Grace', 'Kim', '1979-12-01', '(617) 555-0147', 'grace.kim@example.org', 'en', true),
  ('004218', 'Hugo', 'Silva', '1965-08-08', '+1 (617) 555-0148', 'hugo.silva@example.org', 'en', true);

create table appointment (
  id text primary key,
  mrn text not null references patient,
  phone text not null,
  starts_at timestamptz not null,
  status text not null default 'booked',
  reason text not null
);
insert into appointment (id, mrn, phone, starts_at, status, reason)
select 'A-' || (2000 + n), p.mrn, p.phone,
  date_trunc('day', now() at time zone 'America/New_York') at time zone 'America/New_York'
    + n / 5 * interval '1 day' + (9 + n % 5) * interval '1 hour' + interval '30 minutes',
  case when n % 7 = 6 then 'cancelled' else 'booked' end,
  (array['Check-up', 'Blood test', 'Follow-up', 'Vaccination'])[1 + n % 4]
from generate_series(0, 19) n
join lateral (select * from patient order by mrn offset n % 8 limit 1) p on true;

create table procedure (
  id text primary key,
  mrn text not null references patient,
  email text not null,
  name text not null,
  status text not null default 'planned',
  completed_at timestamptz
);
-- The old row is needed to tell what a change changed.
alter table procedure replica identity full;
insert into procedure (id, mrn, email, name, status, completed_at) values
  ('P-3001', '004211', 'ana.lopez@example.org', 'Colonoscopy', 'planned', null),
  ('P-3002', '004212', 'ben.okafor@example.org', 'Cataract surgery', 'started', null),
  ('P-3003', '004217', 'grace.kim@example.org', 'Knee arthroscopy', 'completed', now() - interval '3 days');

create table survey_sent (
  procedure_id text primary key,
  sent_at timestamptz not null
);

-- What patients answer to the survey after a procedure.
create table survey_answer (
  procedure_id text primary key,
  mrn text not null,
  pain integer not null,
  fever boolean not null,
  swollen boolean,
  comment text,
  answered_at timestamptz not null
);

create table reading (
  id text primary key,
  patient text not null,
  bpm integer not null,
  at timestamptz not null
);
insert into reading (id, patient, bpm, at)
select 'R-' || n, '00421' || 1 + n % 8, 62 + n * 7 % 30, now() - n * interval '5 minutes'
from generate_series(1, 20) n;

create table login_event (
  id bigint generated always as identity primary key,
  username text not null,
  kind text not null,
  at timestamptz not null
);
insert into login_event (username, kind, at)
select (array['front.desk', 'nurse.kim', 'dr.patel'])[1 + n % 3],
  (array['login', 'logout'])[1 + n / 3 % 2], now() - (60 - n) * interval '3 hours'
from generate_series(1, 59) n;

create table unit (
  code text primary key,
  name text not null,
  email text not null
);
insert into unit (code, name, email) values
  ('ICU', 'Intensive care', 'icu.desk@example.org'),
  ('4W', 'Four West', '4west.desk@example.org');

create table bed (
  id text primary key,
  unit text not null,
  status text not null,
  changed_at timestamptz not null default now()
);
alter table bed replica identity full;
insert into bed (id, unit, status) values
  ('4-12', 'ICU', 'occupied'), ('4-13', 'ICU', 'dirty'), ('7-01', '4W', 'clean');
