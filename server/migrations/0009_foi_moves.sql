-- Which cases a new holiday notice or setting moved is asked for on every board: found without reading the whole journal.
create index journal_recompute on core.journal (id) where action = 'foi.recompute';
