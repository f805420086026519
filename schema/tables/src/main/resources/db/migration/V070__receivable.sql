create schema receivable;

-- An invoice as far as claims are concerned: what of its amount is claimed and what is confirmed, over all receivables.
create table receivable.invoices (
    document_id     uuid   not null,
    currency        text   not null,
    gross_minor     bigint not null,
    claimed_minor   bigint not null,
    confirmed_minor bigint not null,

    constraint an_invoice_is_counted_once primary key (document_id),
    constraint a_counted_invoice_is_a_stored_document foreign key (document_id) references trade.documents (id),
    constraint an_invoice_has_a_gross check (gross_minor > 0),
    constraint claims_never_pass_the_invoice check (claimed_minor between 0 and gross_minor),
    constraint confirmations_never_pass_the_invoice check (confirmed_minor between 0 and gross_minor)
);

-- A trade receivable (应收账款): one claim on one invoice.
create table receivable.receivables (
    id                  uuid        not null,
    invoice_document_id uuid        not null,
    creditor_id         uuid        not null,
    debtor_id           uuid        not null,
    contract_no         text        not null,
    currency            text        not null,
    gross_minor         bigint      not null,
    claim_minor         bigint      not null,
    due_date            date        not null,
    -- The day from which the term of payment counts, what said so, and the clause that agrees more than the statute.
    delivered_on        date        not null,
    delivery_basis      text        not null,
    term_clause         text,
    submitted_on        date        not null,
    -- 确权: the debtor answers within 30 days of the request (条例 art 16).
    confirm_by          date        not null,
    state               text        not null,
    matched_minor       bigint,
    confirming_minor    bigint,
    confirmed_minor     bigint,
    disputed_minor      bigint,
    vouchered_minor     bigint      not null,
    reason              text,
    refusal             text,
    act_hash            text,
    submitted_by        text        not null,
    created_at          timestamptz not null,
    version             integer     not null,

    constraint a_receivable_is_recorded_once primary key (id),
    constraint a_receivable_is_a_claim_on_a_counted_invoice
        foreign key (invoice_document_id) references receivable.invoices (document_id),
    constraint a_creditor_is_a_party foreign key (creditor_id) references enterprise.enterprises (id),
    constraint a_debtor_is_a_party foreign key (debtor_id) references enterprise.enterprises (id),
    constraint nobody_owes_himself check (creditor_id <> debtor_id),
    constraint a_receivable_is_in_a_known_state check (state in
        ('SUBMITTED', 'MATCHED', 'CONFIRMING', 'CONFIRMED', 'PART_DISPUTED', 'REJECTED', 'DISPUTED')),
    constraint a_delivery_day_has_a_known_basis check (delivery_basis in ('RECEIPT', 'DESPATCH', 'INVOICE')),
    constraint a_claim_never_passes_its_invoice check (claim_minor > 0 and claim_minor <= gross_minor),
    constraint a_match_never_passes_the_claim check (matched_minor between 0 and claim_minor),
    constraint only_what_is_submitted_is_unmatched
        check (state not in ('MATCHED', 'CONFIRMING', 'CONFIRMED', 'PART_DISPUTED') or matched_minor is not null),
    constraint an_amount_is_in_flight_only_while_it_is_confirmed
        check ((confirming_minor is not null) = (state = 'CONFIRMING')),
    constraint what_is_in_flight_never_passes_the_claim
        check (confirming_minor > 0 and confirming_minor <= claim_minor),
    constraint only_what_the_ledger_holds_is_confirmed
        check ((confirmed_minor is not null) = (state in ('CONFIRMED', 'PART_DISPUTED'))),
    constraint only_by_an_act_is_it_confirmed
        check (state not in ('CONFIRMING', 'CONFIRMED', 'PART_DISPUTED') or act_hash is not null),
    constraint a_confirmation_never_passes_the_claim check (confirmed_minor > 0 and confirmed_minor <= claim_minor),
    constraint confirmed_and_disputed_make_the_claim check (confirmed_minor + disputed_minor = claim_minor),
    constraint only_what_is_confirmed_in_whole_has_no_dispute
        check ((state <> 'CONFIRMED' or disputed_minor = 0) and (state <> 'PART_DISPUTED' or disputed_minor > 0)),
    constraint vouchers_never_pass_the_confirmed_amount
        check (vouchered_minor between 0 and coalesce(confirmed_minor, 0)),
    constraint a_rejection_or_dispute_says_why
        check (state not in ('REJECTED', 'DISPUTED') or btrim(coalesce(reason, '')) <> ''),
    constraint the_debtor_has_thirty_days_to_confirm check (confirm_by = submitted_on + 30),
    constraint a_version_only_counts_up check (version >= 1)
);

create index receivables_of_a_creditor on receivable.receivables (creditor_id, created_at, id);
create index receivables_of_a_debtor on receivable.receivables (debtor_id, created_at, id);

-- The documents that a claim rests on beside its invoice.
create table receivable.evidence (
    receivable_id uuid not null,
    document_id   uuid not null,

    constraint evidence_is_attached_once primary key (receivable_id, document_id),
    constraint evidence_belongs_to_a_receivable foreign key (receivable_id) references receivable.receivables (id),
    constraint evidence_is_a_stored_document foreign key (document_id) references trade.documents (id)
);

-- What the three-way match (三单匹配) found, and what the term of payment calls for.
create table receivable.findings (
    receivable_id uuid    not null,
    position      integer not null,
    code          text    not null,
    line_no       text,
    expected      text,
    found         text,
    message       text    not null,
    rule          text,
    source        text,

    constraint a_finding_stands_once_at_its_receivable primary key (receivable_id, position),
    constraint a_finding_belongs_to_a_receivable foreign key (receivable_id) references receivable.receivables (id),
    constraint a_finding_says_what_it_found check (btrim(code) <> '' and btrim(message) <> '')
);

-- A confirmation (确权) as the debtor's maker prepared it and its checker signed it: one act each.
create table receivable.confirmations (
    act_hash      text        not null,
    receivable_id uuid        not null,
    amount_minor  bigint      not null,
    reason        text,
    maker         text        not null,
    prepared_at   timestamptz not null,
    state         text        not null,
    checker       text,
    told_at       timestamptz,

    constraint an_act_confirms_once primary key (act_hash),
    constraint a_confirmation_belongs_to_a_receivable
        foreign key (receivable_id) references receivable.receivables (id),
    constraint a_confirmation_is_in_a_known_state check (state in ('PREPARED', 'TOLD', 'COMMITTED', 'REFUSED')),
    constraint a_confirmation_confirms_something check (amount_minor > 0),
    constraint only_a_checker_tells_the_ledger
        check ((state = 'PREPARED') = (checker is null) and (checker is null) = (told_at is null)),
    constraint the_maker_of_a_confirmation_is_not_its_checker check (maker <> checker)
);

create unique index a_receivable_is_confirmed_by_one_act_at_a_time
    on receivable.confirmations (receivable_id) where state in ('TOLD', 'COMMITTED');
