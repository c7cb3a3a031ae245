-- The engine's tables. workspace_id stands on every row and in every unique key.
-- A run and its event share one row: `event` is written once and never changed. What is in flight
-- stands in `active` (small, insert and delete); what happened stands in `journal` and `run_end`
-- (append only, partitioned by the day the run started, so that purging is dropping a partition).

create table workspace (
  id int primary key,
  name text not null,
  -- set when messages are held for the whole workspace
  held_since timestamptz,
  held_reason text
);
insert into workspace (id, name) values (1, 'default');

-- Where this database was last used, and when; a copy on another machine starts with a hold.
create table installation (
  only_row boolean primary key default true check (only_row),
  host text not null,
  seen_at timestamptz not null
);

-- A process that executes runs. The fence row is only written when a node is declared dead, so that
-- every journal transaction can share-lock it without ever waiting.
create table node (
  id uuid primary key,
  started_at timestamptz not null,
  dead boolean not null default false
);
create table node_lease (
  node_id uuid primary key references node on delete cascade,
  expires_at timestamptz not null
);

create table recipe (
  workspace_id int not null references workspace,
  id text not null,
  latest_version int not null,
  active_version int,
  paused boolean not null default true,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create table recipe_version (
  workspace_id int not null,
  recipe text not null,
  version int not null,
  title text not null,
  content_hash bytea not null,
  document bytea not null,
  created_at timestamptz not null,
  primary key (workspace_id, recipe, version),
  foreign key (workspace_id, recipe) references recipe
);

create table connection (
  workspace_id int not null references workspace,
  id text not null,
  connector text not null,
  version int not null,
  settings bytea not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create table connection_note (
  workspace_id int not null,
  connection text not null,
  key text not null,
  value text not null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, connection, key)
);

-- A path below /hooks/ that a recipe has claimed; kept when the recipe goes, so that nothing a
-- sender believes in turns into a 404.
create table hook_path (
  workspace_id int not null,
  path text not null,
  recipe text not null,
  claimed_at timestamptz not null,
  primary key (workspace_id, path, recipe)
);

-- One row per poller and connection; the revision fences a poll that lost its lease.
create table poll_group (
  workspace_id int not null,
  id text not null,
  revision bigint not null default 0,
  node_id uuid,
  leased_until timestamptz,
  primary key (workspace_id, id)
);
create table trigger_state (
  workspace_id int not null,
  owner text not null,
  key text not null,
  value text not null,
  primary key (workspace_id, owner, key)
);

create table event_key (
  workspace_id int not null,
  recipe text not null,
  key text not null,
  event_id uuid not null,
  accepted_at timestamptz not null,
  primary key (workspace_id, recipe, key)
);
create table event (
  id uuid not null,
  accepted_at timestamptz not null,
  workspace_id int not null,
  recipe text not null,
  version int not null,
  key text not null,
  -- whom it is about, as the recipe says
  subject text,
  occurred_at timestamptz not null,
  -- run: a run was opened; filtered: the recipe's condition was not true
  verdict text not null,
  replay_of uuid,
  data bytea not null,
  primary key (id, accepted_at)
) partition by range (accepted_at);
create table event_default partition of event default;
create index event_recipe on event (workspace_id, recipe, id);
create index event_subject on event (workspace_id, subject, id) where subject is not null;

create table active (
  id uuid primary key,
  accepted_at timestamptz not null,
  workspace_id int not null,
  recipe text not null,
  version int not null,
  order_key text,
  batch uuid,
  -- running, waiting, held, queued or paused
  state text not null,
  node_id uuid,
  next_at timestamptz
) with (fillfactor = 70);
create index active_due on active (next_at) where next_at is not null;
create index active_ordered on active (workspace_id, recipe, order_key, id) where order_key is not null;
create index active_queued on active (workspace_id, recipe, order_key, id) where state = 'queued';

-- What runs wait for from outside, such as a patient's answer. An answer that comes while its run is
-- under way stays here until the run is put to rest.
create table awaited (
  workspace_id int not null,
  kind text not null,
  address text not null,
  run_id uuid not null,
  step text not null,
  since timestamptz not null,
  arrival bytea,
  arrived_at timestamptz,
  primary key (run_id, step)
);
create index awaited_address on awaited (workspace_id, kind, address);
-- What has been given to a run, so that a provider's repetition is known.
create table arrival_key (
  workspace_id int not null,
  kind text not null,
  key text not null,
  at timestamptz not null,
  primary key (workspace_id, kind, key)
);

-- Who has asked not to be written to; the address itself is not kept.
create table opt_out (
  workspace_id int not null,
  channel text not null,
  address_hash bytea not null,
  since timestamptz not null,
  primary key (workspace_id, channel, address_hash)
);

create table journal (
  run_id uuid not null,
  accepted_at timestamptz not null,
  seq int not null,
  recorded_at timestamptz not null,
  kind text not null,
  step text not null,
  body bytea not null,
  primary key (run_id, accepted_at, seq)
) partition by range (accepted_at);
create table journal_default partition of journal default;

create table run_end (
  run_id uuid not null,
  accepted_at timestamptz not null,
  workspace_id int not null,
  recipe text not null,
  state text not null,
  ended_at timestamptz not null,
  error_code text,
  error_message text,
  primary key (run_id, accepted_at)
) partition by range (accepted_at);
create table run_end_default partition of run_end default;

create table effect (
  workspace_id int not null,
  key text not null,
  run_id uuid not null,
  accepted_at timestamptz not null,
  recipe text not null,
  step text not null,
  purpose text,
  subject text,
  target text,
  state text not null,
  reference text,
  attempts int not null,
  detail text,
  first_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, key)
) with (fillfactor = 80);
create index effect_reference on effect (reference) where reference is not null;
create index effect_subject on effect (workspace_id, subject) where subject is not null;

create table attention (
  id bigint generated always as identity primary key,
  workspace_id int not null,
  -- names what this is about, so that the same matter is raised once and closed by its cause
  source text not null,
  kind text not null,
  recipe text,
  run_id uuid,
  step text,
  message text not null,
  decisions text[] not null,
  since timestamptz not null,
  closed_at timestamptz,
  decision text,
  decided_by text,
  note text
);
create unique index attention_open on attention (workspace_id, source) where closed_at is null;

create table counter (
  name text not null,
  writer int not null,
  value bigint not null,
  primary key (name, writer)
);

create table api_token (
  workspace_id int not null,
  id uuid primary key,
  name text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null
);
