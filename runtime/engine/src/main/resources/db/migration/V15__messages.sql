-- For messages whose receipt is missing. Not by state: an update of what an index depends on cannot
-- stay on its page.
create index effect_message on effect (workspace_id, first_at, key) where purpose is not null;
