-- Personal links to pages. Of the token in a link only its hash is kept; the page's input is that of
-- the moment, so that nobody answers another form than the one that was sent.
create table invitation (
  workspace_id int not null,
  id text not null,
  -- a link names no workspace, so this is unique among all
  token_hash bytea not null unique,
  run_id uuid not null,
  recipe text not null,
  step text not null,
  subject text,
  page text not null,
  input bytea not null,
  -- the recipe that the answer starts; null where the run waits for it
  starts text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- put aside by the guest; sealed
  draft bytea,
  answer bytea,
  answered_at timestamptz,
  primary key (workspace_id, id)
);
create index invitation_run on invitation (run_id);
