create schema ledger;

-- Acts whose exact bytes we have made and an enterprise may sign. What was signed is kept as it was signed: header, rows and
-- salts are bytes, because text that is rendered again is other text.
create table ledger.prepared_acts (
    act_hash    text        not null, -- SHA-256 of the header, lower hex
    type        text        not null,
    subject     text        not null, -- the object on the ledger that the act is about; of a batch, the batch
    actor_id    uuid        not null,
    kid         text        not null,
    header      bytea       not null,
    row_bytes   bytea[]     not null,
    salts       bytea[]     not null,
    prepared_by text        not null, -- the maker: the person or system that asked for the act
    prepared_at timestamptz not null,
    expires_at  timestamptz not null,

    constraint an_act_is_prepared_once primary key (act_hash),
    constraint an_act_is_named_by_its_sha_256 check (act_hash = encode(sha256(header), 'hex')),
    constraint an_act_has_a_salt_for_each_row
        check (cardinality(row_bytes) > 0 and cardinality(row_bytes) = cardinality(salts)),
    constraint an_act_can_be_signed_for_a_while check (expires_at > prepared_at),
    constraint an_act_is_about_something check (btrim(subject) <> ''),
    constraint an_act_names_its_maker check (btrim(prepared_by) <> ''),
    constraint a_known_party_acts foreign key (actor_id) references enterprise.enterprises (id),
    constraint a_known_key_signs foreign key (kid) references enterprise.keys (kid)
);

-- The outbox: signed acts that the ledger must be told, each written in the transaction of the change it tells of.
--
--     QUEUED ──▶ PROPOSED ──▶ ENDORSED ──▶ WRITTEN ──▶ COMMITTED
--       ▲ ◀─────────┤ ◀──────────┘ conflict    (the inbox makes an entry COMMITTED, out of any of them)
--                   └──▶ REFUSED
create table ledger.entries (
    number          bigint generated always as identity, -- the order of telling
    act_hash        text        not null,
    signature       bytea       not null,
    status          text        not null default 'QUEUED',
    transaction_id  text,                                -- written down before anything is sent
    envelope        bytea,                               -- the endorsed transaction, sent again as the same bytes
    block           bigint,
    refusal         text,                                -- heard once while QUEUED; final when heard again
    refusal_message text,
    attempts        integer     not null default 0,      -- since the entry last moved forward
    last_problem    text,
    queued_at       timestamptz not null default clock_timestamp(),
    next_attempt_at timestamptz not null default clock_timestamp(),
    leased_by       uuid,                                -- the relay that works on it, as long as its lease lasts
    leased_until    timestamptz,
    finished_at     timestamptz,

    constraint an_entry_has_a_number primary key (number),
    constraint an_act_is_told_once unique (act_hash),
    constraint only_a_prepared_act_is_told foreign key (act_hash) references ledger.prepared_acts (act_hash),
    constraint an_entry_is_somewhere_on_its_way
        check (status in ('QUEUED', 'PROPOSED', 'ENDORSED', 'WRITTEN', 'COMMITTED', 'REFUSED')),
    constraint a_transaction_id_is_known_before_anything_is_sent
        check (status not in ('PROPOSED', 'ENDORSED', 'WRITTEN', 'COMMITTED') or transaction_id is not null),
    constraint an_envelope_is_kept_before_it_is_ordered check (status <> 'ENDORSED' or envelope is not null),
    constraint what_is_written_names_its_block check (status not in ('WRITTEN', 'COMMITTED') or block is not null),
    constraint a_refusal_names_its_reason
        check ((status <> 'REFUSED' or refusal is not null) and (refusal is null) = (refusal_message is null)),
    constraint what_is_endorsed_is_not_refused
        check (status not in ('ENDORSED', 'WRITTEN', 'COMMITTED') or refusal is null),
    constraint a_finished_entry_says_when check ((status in ('COMMITTED', 'REFUSED')) = (finished_at is not null)),
    constraint a_lease_ends check ((leased_by is null) = (leased_until is null))
);

create index unfinished_entries on ledger.entries (number) where status not in ('COMMITTED', 'REFUSED');

-- Every object that an entry touches: acts about one object reach the ledger in the order in which they were told.
create table ledger.entry_subjects (
    number  bigint not null,
    subject text   not null,
    seq     bigint not null,

    constraint an_entry_touches_an_object_once primary key (number, subject),
    constraint a_subject_belongs_to_an_entry foreign key (number) references ledger.entries (number),
    constraint entries_of_a_subject_stand_in_one_order unique (subject, seq),
    constraint a_subject_is_counted_from_one check (seq > 0)
);

-- How many entries each subject has had. The row is the lock under which the next number is given.
create table ledger.subjects (
    subject  text   not null,
    last_seq bigint not null,

    constraint a_subject_is_counted_once primary key (subject),
    constraint a_count_starts_at_one check (last_seq > 0)
);

-- The inbox: up to where the ledger's events have had their effect. Moved in the transaction of the effect.
create table ledger.checkpoints (
    only_row       boolean not null default true,
    block          bigint  not null,
    transaction_id text    not null default '',     -- the last one of that block that was read; empty: the block is unread
    read_by        uuid,                            -- the inbox that reads, as long as its lease lasts
    read_until     timestamptz,

    constraint there_is_one_checkpoint primary key (only_row),
    constraint the_one_checkpoint_is_this check (only_row),
    constraint a_block_is_counted_from_zero check (block >= 0),
    constraint a_reader_has_a_lease check ((read_by is null) = (read_until is null))
);

insert into ledger.checkpoints (block) values (0);
