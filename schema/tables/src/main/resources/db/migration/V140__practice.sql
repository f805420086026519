create schema practice;

-- The player's own notebook: what it is about to send, written down before it is sent, so that after a crash it sends the
-- very same again. The platform's business rows know nothing of it.
create table practice.calls (
    name            text        not null,
    party           text        not null,
    method          text        not null,
    path            text        not null,
    content_type    text,
    body            bytea,
    noted_at        timestamptz not null,
    status          integer,
    answer          text,
    location        text,

    constraint a_call_is_noted_once primary key (name),
    constraint an_answer_has_a_status check ((status is null) = (answer is null))
);

-- The journal: one line for each finished step of the main job.
create table practice.lines (
    number         integer     not null,
    step           text        not null,
    at             timestamptz not null,
    party          text        not null,
    what           text        not null,
    subject        text,
    amount         text,
    currency       text,
    transaction_id text,

    constraint journal_lines_are_numbered_once primary key (number),
    constraint a_step_is_told_once unique (step),
    constraint journal_lines_count_from_one check (number >= 1),
    constraint an_amount_has_its_currency check ((amount is null) = (currency is null))
);
