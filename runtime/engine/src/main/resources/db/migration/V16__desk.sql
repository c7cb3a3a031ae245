-- Who looks after a matter, and what was noted about it before it was decided.
alter table attention add column assigned_to text;
create table attention_note (
  attention_id bigint not null references attention on delete cascade,
  at timestamptz not null,
  by text not null,
  note text not null
);
create index attention_note_of on attention_note (attention_id);

-- The messages of a day are counted without reading all there ever were: rows come in this order.
create index effect_first_at on effect using brin (first_at);

-- The token itself is shown once and kept nowhere; a revoked one is deleted.
alter table api_token add column created_by text not null default '';
alter table api_token add column last_used_at timestamptz;
