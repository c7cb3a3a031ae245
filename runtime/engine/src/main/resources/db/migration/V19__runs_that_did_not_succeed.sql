-- "What failed?" is asked every morning, of few runs among many. Those that succeed cost nothing here.
create index run_end_not_succeeded on run_end (workspace_id, state, run_id) where state <> 'succeeded';
