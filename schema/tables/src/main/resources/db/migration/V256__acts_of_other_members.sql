-- Any member of the channel may carry a signed act to the ledger. What it changed of our objects stands here: what the
-- rooms believe of them is no longer so, and no further act on them is prepared or taken until a person has looked.
create table ledger.divergences (
    subject        text        not null,
    act_hash       text        not null,
    act_type       text        not null,
    state          text        not null,
    ledger_version bigint      not null,
    block          bigint      not null,
    heard_at       timestamptz not null default clock_timestamp(),

    constraint a_divergence_is_written_down_once primary key (subject, act_hash),
    constraint a_divergence_is_of_an_object_of_ours check (btrim(subject) <> '')
);
