-- A claim can be withdrawn, confirmed in parts one after another, and answered with a reason from the dictionary; the
-- debtor's clock (条例 art 16) is the rulebook's, and what it rings for is kept.
alter table receivable.receivables
    drop constraint the_debtor_has_thirty_days_to_confirm,
    drop constraint a_receivable_is_in_a_known_state,
    drop constraint an_amount_is_in_flight_only_while_it_is_confirmed,
    drop constraint what_is_in_flight_never_passes_the_claim,
    drop constraint only_what_the_ledger_holds_is_confirmed,
    drop constraint only_by_an_act_is_it_confirmed,
    drop constraint a_rejection_or_dispute_says_why,
    add column ledger_version   bigint not null default 0,
    -- The act that is to confirm more, while an earlier one holds what was confirmed before.
    add column further_act_hash text,
    add column reason_code      text;

update receivable.receivables set ledger_version = 1 where confirmed_minor is not null;
update receivable.receivables set reason_code = 'OTHER' where state in ('REJECTED', 'DISPUTED');

alter table receivable.receivables
    add constraint the_debtor_has_some_days_to_confirm check (confirm_by > submitted_on),
    add constraint a_receivable_is_in_a_known_state check (state in
        ('SUBMITTED', 'MATCHED', 'DISPUTED', 'CONFIRMING', 'CONFIRMED', 'PART_DISPUTED', 'CONFIRMING_MORE', 'REJECTED',
         'WITHDRAWN')),
    add constraint an_amount_is_in_flight_only_while_it_is_confirmed
        check ((confirming_minor is not null) = (state in ('CONFIRMING', 'CONFIRMING_MORE'))),
    add constraint what_is_in_flight_never_passes_the_claim
        check (confirming_minor > 0 and confirming_minor + coalesce(confirmed_minor, 0) <= claim_minor),
    add constraint only_what_the_ledger_holds_is_confirmed
        check ((confirmed_minor is not null) = (state in ('CONFIRMED', 'PART_DISPUTED', 'CONFIRMING_MORE'))),
    add constraint only_by_an_act_is_it_confirmed
        check (state not in ('CONFIRMING', 'CONFIRMED', 'PART_DISPUTED', 'CONFIRMING_MORE') or act_hash is not null),
    add constraint only_by_a_further_act_is_more_confirmed
        check ((further_act_hash is not null) = (state = 'CONFIRMING_MORE')),
    add constraint a_rejection_or_dispute_says_why
        check (state not in ('REJECTED', 'DISPUTED', 'WITHDRAWN') or btrim(coalesce(reason, '')) <> ''),
    add constraint a_reason_is_in_the_dictionary check (reason_code in
        ('QUANTITY', 'QUALITY', 'PRICE', 'NOT_ORDERED', 'NOT_RECEIVED', 'PAID', 'DUPLICATE', 'CREDIT_NOTE', 'OTHER_PARTY',
         'OTHER')),
    add constraint a_rejection_has_its_code check (state <> 'REJECTED' or reason_code is not null),
    add constraint a_ledger_version_counts_up check (ledger_version >= 0);

-- One act of a batch confirms many receivables, and one receivable is confirmed by one act after another.
alter table receivable.confirmations
    drop constraint an_act_confirms_once,
    add constraint an_act_confirms_once primary key (act_hash, receivable_id);
drop index receivable.a_receivable_is_confirmed_by_one_act_at_a_time;
create unique index a_receivable_is_confirmed_by_one_act_at_a_time
    on receivable.confirmations (receivable_id) where state = 'TOLD';

-- What the debtor's clock has rung for: a warning near the end of its days, the city's attention after them.
create table receivable.escalations (
    receivable_id uuid        not null,
    kind          text        not null,
    day           integer     not null,
    raised_on     date        not null,
    created_at    timestamptz not null,

    constraint a_clock_rings_once_for_each_kind primary key (receivable_id, kind),
    constraint a_clock_belongs_to_a_receivable foreign key (receivable_id) references receivable.receivables (id),
    constraint a_clock_warns_or_escalates check (kind in ('WARNING', 'ESCALATION')),
    constraint a_clock_counts_from_the_request check (day > 0)
);

create index escalations_in_order on receivable.escalations (created_at, receivable_id, kind);

-- Who failed at maturity, defaulted on a bond or keeps bills overdue, as the city was told (银发〔2025〕77号 art 15): it issues
-- nothing new; what it issued stands. The newest list of a source holds: whom it no longer names is free again.
create table receivable.overdue_lists (
    id          uuid        not null,
    source      text        not null,
    as_of       date        not null,
    imported_by text        not null,
    imported_at timestamptz not null,

    constraint an_overdue_list_is_imported_once primary key (id),
    constraint an_overdue_list_names_its_source check (btrim(source) <> '')
);

create table receivable.overdue_rows (
    overdue_list_id uuid not null,
    position        integer not null,
    issuer_id       uuid not null,
    cause           text not null,
    since           date not null,

    constraint an_overdue_row_stands_once_in_its_list primary key (overdue_list_id, position),
    constraint an_overdue_row_belongs_to_a_list foreign key (overdue_list_id) references receivable.overdue_lists (id),
    constraint an_overdue_row_names_a_party foreign key (issuer_id) references enterprise.enterprises (id),
    constraint an_overdue_row_has_a_known_cause check (cause in ('UNPAID_AT_MATURITY', 'BOND_DEFAULT', 'BILLS_OVERDUE'))
);

create index overdue_rows_of_an_issuer on receivable.overdue_rows (issuer_id);
