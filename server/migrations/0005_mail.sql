-- Mails to applicants, one a step. Neither address nor words are kept here: both are made from the case when it is sent.
create table core.foi_mail (
  id        uuid primary key default gen_random_uuid(),
  case_id   uuid not null references core.foi_case,
  -- The event it tells of; for 'due-moved' the last event before the day moved.
  seq       int not null,
  kind      text not null,
  queued_at timestamptz not null,
  -- While it waits, attempts and the last fault stand in core.outbox.
  state     text not null default 'waiting' check (state in ('waiting','sent','failed')),
  -- What the mail server said last, without the address.
  error     text,
  ended_at  timestamptz,
  constraint foi_mail_ended check ((state = 'waiting') = (ended_at is null))
);
create unique index foi_mail_once on core.foi_mail (case_id, seq) where kind <> 'due-moved';
create index foi_mail_case on core.foi_mail (case_id, queued_at);
create index foi_mail_failed on core.foi_mail (ended_at) where state = 'failed';

-- The address our mails come from, written by the worker that can send them. No row: nobody is promised a mail.
create table open.mail_sender (
  id      int primary key default 1 check (id = 1),
  address text not null
);
