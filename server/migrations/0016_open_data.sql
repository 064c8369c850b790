-- The newest change of each record, in commit order: what the change feed of the open interface and OAI-PMH read.
create index change_subject on open.change (subject_id, seq);
create index change_at on open.change (at);
