-- Which poll moved the group last: one whose commit's answer was lost is tried again, and knows itself.
alter table poll_group add column advanced_by uuid;
