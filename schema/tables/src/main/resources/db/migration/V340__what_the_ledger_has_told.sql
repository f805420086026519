-- The projection (投影): where each object stands on the ledger, as the inbox has heard it, written in the transaction of the
-- event's effect. Nothing in it is decided here: it can be emptied and read again from block 0, and is then the same.
create table ledger.standings (
    kind           text   not null,
    object         text   not null,
    state          text   not null,
    ledger_version bigint not null,
    act_hash       text   not null, -- the act that made it so
    act_type       text   not null,
    transaction_id text   not null,
    block          bigint not null,

    constraint an_object_stands_once primary key (kind, object),
    constraint a_key_a_receivable_or_a_voucher_stands check (kind in ('KEY', 'RECEIVABLE', 'VOUCHER')),
    constraint what_stands_has_a_version check (ledger_version > 0)
);

-- Blocks before this one were heard when nobody wrote standings yet: they are read once more, backwards, until it is 0.
alter table ledger.checkpoints
    add column standings_from bigint not null default 0,
    add constraint standings_begin_at_a_block check (standings_from >= 0);

update ledger.checkpoints set standings_from = block + 1 where block > 0;

-- Objects of which the rooms say one thing and the ledger another (账实不符): no new business on them.
create table ledger.out_of_step (
    kind   text        not null,
    object text        not null,
    since  timestamptz not null,

    constraint an_object_falls_out_of_step_once primary key (kind, object)
);

create index what_is_out_of_step on ledger.out_of_step (object);

create schema reconciliation;

-- One comparison (对账) of all that both sides hold. It is worked in slices, by whichever instance of the platform is free.
create table reconciliation.cycles (
    number       bigint generated always as identity,
    up_to_block  bigint      not null,
    began_at     timestamptz not null,
    stage        text        not null default 'KEYS',
    place        text        not null default '', -- the last name, or block, that was compared in this stage
    worked_by    uuid,
    worked_until timestamptz,
    finished_at  timestamptz,

    constraint a_cycle_has_a_number primary key (number),
    constraint a_cycle_is_in_a_known_stage check (stage in ('KEYS', 'RECEIVABLES', 'VOUCHERS', 'BLOCKS', 'DONE')),
    constraint a_cycle_that_is_done_says_when check ((stage = 'DONE') = (finished_at is not null)),
    constraint whoever_works_on_a_cycle_has_a_lease check ((worked_by is null) = (worked_until is null))
);

create unique index one_cycle_runs_at_a_time on reconciliation.cycles ((true)) where finished_at is null;

-- How much each side holds, as the cycle has counted and added it up.
create table reconciliation.counts (
    cycle           bigint not null,
    what            text   not null,
    currency        text   not null, -- empty where nothing is added up
    here            bigint not null,
    on_ledger       bigint not null,
    here_minor      bigint not null,
    on_ledger_minor bigint not null,

    constraint a_cycle_counts_a_thing_once primary key (cycle, what, currency),
    constraint a_count_belongs_to_a_cycle foreign key (cycle) references reconciliation.cycles (number),
    constraint a_cycle_counts_what_it_knows check (what in ('KEYS', 'RECEIVABLES', 'VOUCHERS', 'LOCKS', 'ACTS'))
);

create table reconciliation.findings (
    id          uuid        not null,
    kind        text        not null,
    object      text        not null,
    found_at    timestamptz not null,
    found_in    bigint      not null,
    seen_in     bigint      not null, -- the last cycle that has seen it
    resolved_at timestamptz,
    resolved_in bigint,               -- the cycle that has looked at the object and not seen it any more

    constraint a_finding_is_written_down_once primary key (id),
    constraint a_finding_is_of_something_on_the_ledger check (kind in ('KEY', 'RECEIVABLE', 'VOUCHER', 'ACT')),
    constraint a_cycle_has_found_it foreign key (found_in) references reconciliation.cycles (number),
    constraint a_cycle_resolves_a_finding check ((resolved_at is null) = (resolved_in is null))
);

create unique index an_object_has_one_open_finding on reconciliation.findings (kind, object) where resolved_at is null;
create index findings_in_order on reconciliation.findings (found_at, id);

-- What each side says, word by word.
create table reconciliation.differences (
    finding_id uuid    not null,
    position   integer not null,
    what       text    not null,
    here       text    not null,
    on_ledger  text    not null,

    constraint a_difference_stands_once_in_its_finding primary key (finding_id, position),
    constraint a_difference_belongs_to_a_finding foreign key (finding_id) references reconciliation.findings (id),
    constraint two_sides_that_say_the_same_do_not_differ check (here <> on_ledger)
);
