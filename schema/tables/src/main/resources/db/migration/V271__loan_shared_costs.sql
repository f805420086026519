-- Sharing of interest and fees (付息分摊, 付费分摊): a chain-master undertakes towards a bank to bear a share of what its
-- suppliers pay for money on its vouchers. The bank collects that share from the chain-master; it is no part of the loan.
create table loan.cost_sharings (
    id                       uuid        not null,
    debtor_id                uuid        not null,
    bank_id                  uuid        not null,
    interest_share_millionths bigint     not null,
    fees_share_millionths    bigint      not null,
    in_force_from            date        not null,
    in_force_to              date        not null,
    authority_document       text        not null,
    undertaken_by            text        not null,
    undertaken_at            timestamptz not null,

    constraint an_undertaking_has_one_id primary key (id),
    constraint an_undertaking_is_a_chain_masters foreign key (debtor_id) references enterprise.enterprises (id),
    constraint an_undertaking_is_towards_a_bank foreign key (bank_id) references enterprise.enterprises (id),
    constraint a_share_is_between_nothing_and_all
        check (interest_share_millionths between 0 and 1000000 and fees_share_millionths between 0 and 1000000),
    constraint an_undertaking_ends_after_it_begins check (in_force_to >= in_force_from),
    constraint an_undertaking_names_its_authority check (btrim(authority_document) <> '')
);

create index undertakings_between on loan.cost_sharings (debtor_id, bank_id, in_force_from);
create index undertakings_of_a_debtor on loan.cost_sharings (debtor_id, undertaken_at, id);
create index undertakings_towards_a_bank on loan.cost_sharings (bank_id, undertaken_at, id);

create trigger what_was_booked_is_never_rewritten before update or delete on loan.cost_sharings
    for each row execute function loan.refuse_change();

-- What a loan has of it: the shares as they were when it was made, and what they came to on the day of the money.
alter table loan.loans
    add column interest_share_millionths bigint not null default 0,
    add column fees_share_millionths     bigint not null default 0,
    add column shared_discount_minor     bigint not null default 0,
    add column shared_fees_minor         bigint not null default 0,
    drop constraint what_is_paid_out_adds_up,
    add constraint what_is_paid_out_adds_up check (net_minor > 0 and net_minor
        = principal_minor - fees_minor - discount_minor + shared_discount_minor + shared_fees_minor),
    add constraint a_share_is_part_of_the_cost check (shared_fees_minor between 0 and greatest(fees_minor, 0)
        and shared_discount_minor between 0 and greatest(discount_minor, 0));

create trigger a_loan_keeps_the_shares_that_were_undertaken
    before update on loan.loans
    for each row
    when ((old.interest_share_millionths, old.fees_share_millionths)
          is distinct from (new.interest_share_millionths, new.fees_share_millionths))
    execute function loan.refuse_other_terms();

-- The chain-master has paid its share of a loan's cost to the bank, once and in full.
create table loan.share_payments (
    loan_id        uuid        not null,
    business_date  date        not null,
    amount_minor   bigint      not null,
    bank_reference text        not null,
    recorded_by    text        not null,
    recorded_at    timestamptz not null,

    constraint a_share_is_paid_once primary key (loan_id),
    constraint a_share_is_of_a_loan foreign key (loan_id) references loan.loans (id),
    constraint a_share_is_of_something check (amount_minor > 0),
    constraint a_share_payment_names_the_banks_reference check (btrim(bank_reference) <> '')
);

create trigger what_was_booked_is_never_rewritten before update or delete on loan.share_payments
    for each row execute function loan.refuse_change();

alter table loan.journal_entries
    drop constraint an_entry_of_the_journal_is_of_a_known_kind,
    add constraint an_entry_of_the_journal_is_of_a_known_kind check (
        kind in ('DISBURSEMENT', 'ACCRUAL', 'WRITE_OFF', 'SHARE_PAYMENT') and loan_id is not null and repayment_id is null
        or kind in ('REPAYMENT', 'REVERSAL') and loan_id is not null and repayment_id is not null
        or kind = 'VOUCHER_PAYMENT' and voucher_no is not null and repayment_id is null);
