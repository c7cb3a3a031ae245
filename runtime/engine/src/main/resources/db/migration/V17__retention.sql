-- What retention looks for: the messages of a run, keys by age, and links that have expired.
create index effect_message_run on effect (run_id) where purpose is not null;
create index event_key_accepted_at on event_key using brin (accepted_at);
create index invitation_expires_at on invitation (expires_at);
