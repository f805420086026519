create schema loan;

-- A chain-linked loan (链属贷): a voucher bought, or money lent on its pledge, out of one hold on the whole-chain line.
create table loan.loans (
    id                     uuid        not null,
    request_id             uuid        not null,
    offer_id               uuid        not null,
    hold_id                uuid        not null,
    voucher_no             text        not null,
    bank_id                uuid        not null,
    borrower_id            uuid        not null,
    debtor_id              uuid        not null,
    product                text        not null,
    interest_mode          text        not null,
    day_count              text        not null,
    annual_rate_millionths bigint      not null,
    penalty_uplift_percent integer     not null,
    currency               text        not null,
    principal_minor        bigint      not null,
    fees_minor             bigint      not null,
    due_date               date        not null,
    payable_on             date        not null,
    state                  text        not null,
    -- What a disbursement fixes: the day, the account, the price.
    start_date             date,
    account_id             uuid,
    discount_minor         bigint,
    net_minor              bigint,
    principal_repaid_minor bigint      not null default 0,
    refusal                text,
    originated_by          text        not null,
    originated_at          timestamptz not null,
    changed_at             timestamptz not null,

    constraint a_loan_is_made_once primary key (id),
    constraint a_request_becomes_one_loan unique (request_id),
    constraint a_hold_backs_one_loan unique (hold_id),
    -- 银发〔2025〕77号 art 13: priority follows the registration's time, so money never moves before it.
    constraint no_loan_without_its_registration
        foreign key (request_id) references registration.registrations (request_id),
    constraint a_loan_follows_an_offer_on_its_request
        foreign key (offer_id, request_id) references financing.offers (id, request_id),
    constraint a_loan_uses_a_hold_on_a_line foreign key (hold_id) references creditline.holds (id),
    constraint a_loan_stands_on_a_voucher foreign key (voucher_no) references voucher.vouchers (no),
    constraint a_loan_is_a_banks foreign key (bank_id) references enterprise.enterprises (id),
    constraint a_loan_has_a_borrower foreign key (borrower_id) references enterprise.enterprises (id),
    constraint a_loan_rests_on_a_debtor foreign key (debtor_id) references enterprise.enterprises (id),
    constraint a_loan_is_of_a_known_product check (product in ('PAYABLES_FINANCE', 'RECEIVABLES_PLEDGE_LOAN')),
    constraint a_loans_interest_is_up_front_or_at_maturity check (interest_mode in ('UP_FRONT', 'AT_MATURITY')),
    constraint a_loan_counts_days_in_a_known_way check (day_count in ('ACT_360', 'ACT_365F', 'THIRTY_E_360')),
    constraint a_rate_is_never_below_zero check (annual_rate_millionths >= 0),
    -- 银发〔2003〕251号: what is overdue costs 30 to 50 percent more than the contract's rate. A purchase has no borrower to punish.
    constraint a_penalty_uplift_is_half_at_most check (penalty_uplift_percent between 0 and 50),
    constraint a_loan_is_of_more_than_nothing check (principal_minor > 0),
    constraint fees_are_never_below_zero check (fees_minor >= 0),
    constraint a_loan_is_payable_when_it_is_due_or_later check (payable_on >= due_date),
    constraint a_loan_is_in_a_known_state
        check (state in ('PENDING_DISBURSE', 'FUNDING', 'ACTIVE', 'PARTLY_REPAID', 'SETTLED', 'CANCELLED')),
    constraint a_disbursement_fixes_day_account_and_price
        check (num_nulls(start_date, account_id, discount_minor, net_minor)
               = case when state in ('PENDING_DISBURSE', 'CANCELLED') then 4 else 0 end),
    constraint a_loan_starts_before_it_is_due check (start_date < due_date),
    -- 民法典 670: interest must not be deducted from a loan in advance. A purchase is no loan.
    constraint only_a_purchase_is_paid_less_a_discount
        check (discount_minor = 0 or discount_minor > 0 and product = 'PAYABLES_FINANCE'),
    constraint what_is_paid_out_adds_up check (net_minor > 0 and net_minor = principal_minor - fees_minor - discount_minor),
    constraint no_more_principal_comes_back_than_went_out check (principal_repaid_minor between 0 and principal_minor),
    constraint a_settled_loan_owes_no_principal
        check ((state = 'SETTLED') = (principal_repaid_minor = principal_minor)),
    constraint nothing_comes_back_before_it_went_out
        check (principal_repaid_minor = 0 or state in ('ACTIVE', 'PARTLY_REPAID', 'SETTLED'))
);

create unique index a_voucher_carries_one_loan on loan.loans (voucher_no) where state <> 'CANCELLED';
create index loans_of_a_bank on loan.loans (bank_id, originated_at, id);
create index loans_of_a_borrower on loan.loans (borrower_id, originated_at, id);

create function loan.refuse_strange_account() returns trigger language plpgsql as $$
begin
    if not exists (select from enterprise.accounts
                    where id = new.account_id and owner_id = new.borrower_id and verified_at is not null) then
        raise exception 'Loan % would be paid to an account that is not the borrower''s own and verified', new.id
            using errcode = 'check_violation', schema = 'loan', table = 'loans',
                  constraint = 'money_goes_only_to_the_borrowers_verified_account';
    end if;
    return new;
end $$;

create trigger money_goes_only_to_the_borrowers_verified_account
    before insert or update of account_id on loan.loans
    for each row
    when (new.account_id is not null)
    execute function loan.refuse_strange_account();

create function loan.refuse_other_terms() returns trigger language plpgsql as $$
begin
    raise exception 'The terms of loan % were accepted and cannot change', old.id
        using errcode = 'check_violation', schema = 'loan', table = 'loans',
              constraint = 'a_loan_keeps_the_terms_that_were_accepted';
end $$;

create trigger a_loan_keeps_the_terms_that_were_accepted
    before update on loan.loans
    for each row
    when ((old.id, old.request_id, old.offer_id, old.hold_id, old.voucher_no, old.bank_id, old.borrower_id, old.debtor_id,
           old.product, old.interest_mode, old.day_count, old.annual_rate_millionths, old.penalty_uplift_percent,
           old.currency, old.principal_minor, old.fees_minor, old.due_date, old.payable_on)
          is distinct from
          (new.id, new.request_id, new.offer_id, new.hold_id, new.voucher_no, new.bank_id, new.borrower_id, new.debtor_id,
           new.product, new.interest_mode, new.day_count, new.annual_rate_millionths, new.penalty_uplift_percent,
           new.currency, new.principal_minor, new.fees_minor, new.due_date, new.payable_on))
    execute function loan.refuse_other_terms();

-- Money received on a loan, split over what is owed (民法典 561). Never changed: a mistake is answered by another row.
create table loan.repayments (
    id                  uuid        not null,
    loan_id             uuid        not null,
    payer_id            uuid        not null,
    business_date       date        not null,
    received_minor      bigint      not null,
    costs_claimed_minor bigint      not null,
    costs_minor         bigint      not null,
    penalty_minor       bigint      not null,
    interest_minor      bigint      not null,
    principal_minor     bigint      not null,
    remainder_minor     bigint      not null,
    bank_reference      text        not null,
    bank_receipt_id     uuid,
    recorded_by         text        not null,
    recorded_at         timestamptz not null,

    constraint a_repayment_has_one_id primary key (id),
    constraint a_repayment_is_of_a_loan foreign key (loan_id) references loan.loans (id),
    constraint a_repayment_has_a_payer foreign key (payer_id) references enterprise.enterprises (id),
    constraint a_payment_names_the_banks_reference check (btrim(bank_reference) <> ''),
    constraint a_repayment_is_of_something check (received_minor > 0),
    constraint no_part_of_a_payment_is_below_zero check (least(costs_claimed_minor, costs_minor, penalty_minor,
        interest_minor, principal_minor, remainder_minor) >= 0),
    constraint the_parts_add_up_to_the_payment check (received_minor
        = costs_minor + penalty_minor + interest_minor + principal_minor + remainder_minor),
    -- What a borrower pays is never more than it owes; a debtor pays the voucher's face, whatever the bank is still owed.
    constraint only_a_settlement_leaves_a_remainder check (remainder_minor = 0 or bank_receipt_id is not null)
);

create unique index a_payment_is_recorded_once on loan.repayments (loan_id, bank_reference) where bank_receipt_id is null;
create index repayments_of_a_loan on loan.repayments (loan_id, recorded_at);

create function loan.repaid_principal_agrees() returns trigger language plpgsql as $$
declare
    the_loan uuid;
begin
    -- Not one expression: of the two rows only one has each field.
    if tg_table_name = 'loans' then
        the_loan := new.id;
    else
        the_loan := new.loan_id;
    end if;
    if (select principal_repaid_minor from loan.loans where id = the_loan)
       <> (select coalesce(sum(principal_minor), 0) from loan.repayments where loan_id = the_loan) then
        raise exception 'The principal repaid on loan % is not the sum of its repayments', the_loan
            using errcode = 'check_violation', schema = 'loan', table = tg_table_name,
                  constraint = 'principal_repaid_is_the_sum_of_the_repayments';
    end if;
    return null;
end $$;

create constraint trigger principal_repaid_is_the_sum_of_the_repayments
    after insert or update on loan.loans
    deferrable initially deferred
    for each row execute function loan.repaid_principal_agrees();

create constraint trigger principal_repaid_is_the_sum_of_the_repayments
    after insert on loan.repayments
    deferrable initially deferred
    for each row execute function loan.repaid_principal_agrees();

-- The memo ledger: what banks did, in double entry. The platform books what was instructed and received elsewhere; it has
-- no account of its own and is never a party (银发〔2025〕77号 art 4).
create table loan.journal_entries (
    id            uuid        not null,
    loan_id       uuid        not null,
    repayment_id  uuid,
    kind          text        not null,
    business_date date        not null,
    posted_at     timestamptz not null,

    constraint an_entry_of_the_journal_has_one_id primary key (id),
    constraint an_entry_of_the_journal_is_of_a_loan foreign key (loan_id) references loan.loans (id),
    constraint an_entry_of_the_journal_may_book_a_repayment foreign key (repayment_id) references loan.repayments (id),
    constraint a_repayment_is_booked_once unique (repayment_id),
    constraint the_journal_books_disbursements_and_repayments
        check (kind = 'DISBURSEMENT' and repayment_id is null or kind = 'REPAYMENT' and repayment_id is not null)
);

create unique index a_loan_is_paid_out_once on loan.journal_entries (loan_id) where kind = 'DISBURSEMENT';

create table loan.postings (
    journal_entry_id uuid    not null,
    line_no          integer not null,
    account          text    not null,
    party_id         uuid    not null,
    debit_minor      bigint  not null default 0,
    credit_minor     bigint  not null default 0,

    constraint a_posting_has_one_line primary key (journal_entry_id, line_no),
    constraint a_posting_belongs_to_an_entry foreign key (journal_entry_id) references loan.journal_entries (id),
    constraint a_posting_is_a_partys foreign key (party_id) references enterprise.enterprises (id),
    constraint no_account_is_the_platforms check (account in
        ('PRINCIPAL', 'PAID_OUT', 'DISCOUNT', 'FEES', 'RECEIVED', 'COSTS', 'PENALTY', 'INTEREST', 'REMAINDER')),
    constraint a_posting_is_a_debit_or_a_credit check (
        debit_minor > 0 and credit_minor = 0 or credit_minor > 0 and debit_minor = 0)
);

create function loan.debits_equal_credits() returns trigger language plpgsql as $$
begin
    if (select sum(debit_minor) - sum(credit_minor) from loan.postings
         where journal_entry_id = new.journal_entry_id) <> 0 then
        raise exception 'The debits of entry % are not its credits', new.journal_entry_id
            using errcode = 'check_violation', schema = 'loan', table = 'postings',
                  constraint = 'debits_equal_credits';
    end if;
    return null;
end $$;

create constraint trigger debits_equal_credits
    after insert on loan.postings
    deferrable initially deferred
    for each row execute function loan.debits_equal_credits();

create function loan.refuse_strangers() returns trigger language plpgsql as $$
begin
    if not exists (select from loan.journal_entries e join loan.loans l on l.id = e.loan_id
                    where e.id = new.journal_entry_id
                      and new.party_id in (l.bank_id, l.borrower_id, l.debtor_id)) then
        raise exception 'Entry % books for a party that has no part in its loan', new.journal_entry_id
            using errcode = 'check_violation', schema = 'loan', table = 'postings',
                  constraint = 'only_parties_of_the_loan_pay_or_are_paid';
    end if;
    return new;
end $$;

create trigger only_parties_of_the_loan_pay_or_are_paid
    before insert on loan.postings
    for each row execute function loan.refuse_strangers();

create function loan.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'What was booked is never rewritten'
        using errcode = 'check_violation', schema = 'loan', table = tg_table_name,
              constraint = 'what_was_booked_is_never_rewritten';
end $$;

create trigger what_was_booked_is_never_rewritten before update or delete on loan.repayments
    for each row execute function loan.refuse_change();
create trigger what_was_booked_is_never_rewritten before update or delete on loan.journal_entries
    for each row execute function loan.refuse_change();
create trigger what_was_booked_is_never_rewritten before update or delete on loan.postings
    for each row execute function loan.refuse_change();
