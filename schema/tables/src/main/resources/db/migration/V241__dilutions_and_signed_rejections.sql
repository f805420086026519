-- Debtor and creditor agree that less is owed (减额): by one act that both sign, and never of what stands in vouchers.
alter table receivable.receivables
    drop constraint vouchers_never_pass_the_confirmed_amount,
    -- What is taken back of the confirmed amount, agreed or on its way to the ledger.
    add column diluted_minor bigint not null default 0,
    add constraint a_dilution_never_passes_the_confirmed_amount
        check (diluted_minor between 0 and coalesce(confirmed_minor, 0)),
    add constraint vouchers_never_pass_the_confirmed_amount
        check (vouchered_minor between 0 and coalesce(confirmed_minor, 0) - diluted_minor);

create table receivable.dilutions (
    act_hash      text        not null,
    receivable_id uuid        not null,
    amount_minor  bigint      not null,
    grounds       text        not null,
    maker         text        not null,
    prepared_at   timestamptz not null,
    state         text        not null,

    constraint an_act_dilutes_once primary key (act_hash),
    constraint a_dilution_belongs_to_a_receivable foreign key (receivable_id) references receivable.receivables (id),
    constraint a_dilution_is_of_something check (amount_minor > 0),
    constraint a_dilution_has_grounds check (btrim(grounds) <> ''),
    constraint a_dilution_is_in_a_known_state check (state in ('PREPARED', 'TOLD', 'COMMITTED', 'REFUSED'))
);

create index dilutions_of_a_receivable on receivable.dilutions (receivable_id, prepared_at, act_hash);
create unique index a_receivable_is_diluted_by_one_act_at_a_time
    on receivable.dilutions (receivable_id) where state = 'TOLD';

-- A rejection (拒绝确权) that the debtor signs: it stands when the ledger holds it, and until then nothing else can happen.
alter table receivable.receivables
    drop constraint a_receivable_is_in_a_known_state,
    add column rejection_act_hash text,
    add constraint a_receivable_is_in_a_known_state check (state in
        ('SUBMITTED', 'MATCHED', 'DISPUTED', 'CONFIRMING', 'CONFIRMED', 'PART_DISPUTED', 'CONFIRMING_MORE', 'REJECTING',
         'REJECTED', 'WITHDRAWN')),
    add constraint only_a_signed_rejection_is_awaited check (state <> 'REJECTING' or rejection_act_hash is not null);

create table receivable.rejections (
    act_hash      text        not null,
    receivable_id uuid        not null,
    reason_code   text        not null,
    reason        text        not null,
    maker         text        not null,
    prepared_at   timestamptz not null,

    constraint an_act_rejects_once primary key (act_hash),
    constraint a_rejection_belongs_to_a_receivable foreign key (receivable_id) references receivable.receivables (id),
    constraint a_signed_rejection_says_why check (btrim(reason) <> '' and btrim(reason_code) <> '')
);
