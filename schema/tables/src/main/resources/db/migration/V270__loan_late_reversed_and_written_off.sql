-- Loans that are late, lost, paid early or wrongly recorded; and a memo ledger from which each of their figures can be computed again.

insert into rulebook.rules (code, in_force_from, title, title_zh, source) values
    ('L-90', '2023-07-01', 'A loan that is overdue for more than 90 days is non-performing', '逾期超过九十日为不良',
     '商业银行金融资产风险分类办法（银保监会、人民银行令〔2023〕第1号）'),
    ('C-560', '2021-01-01', 'Of several debts a payment meets the designated, the due, the least secured, the heaviest', '数项债务的清偿抵充',
     '民法典 art 560');

insert into rulebook.parameters (code, name, value) values
    ('L-90', 'non_performing_after_days', 90);

alter table loan.loans
    drop constraint a_loan_is_in_a_known_state,
    drop constraint a_settled_loan_owes_no_principal,
    drop constraint nothing_comes_back_before_it_went_out,
    add constraint a_loan_is_in_a_known_state check (state in ('PENDING_DISBURSE', 'FUNDING', 'ACTIVE', 'PARTLY_REPAID',
        'OVERDUE', 'NPL', 'WRITTEN_OFF', 'SETTLED', 'PREPAID', 'CANCELLED')),
    -- The other way round it need not hold: by contract principal may be met before interest.
    add constraint a_settled_loan_owes_no_principal
        check (state not in ('SETTLED', 'PREPAID') or principal_repaid_minor = principal_minor),
    add constraint nothing_comes_back_before_it_went_out
        check (principal_repaid_minor = 0 or state not in ('PENDING_DISBURSE', 'FUNDING', 'CANCELLED'));

create index loans_that_fall_overdue on loan.loans (payable_on)
    where state in ('ACTIVE', 'PARTLY_REPAID', 'OVERDUE');

-- A contract may let a payment meet the parts of a debt in another order than 民法典 561 does: the bank proposes, the
-- borrower agrees, and what is recorded from then on goes by it. Version 0 is the law's and stands in no row.
create table loan.repayment_orders (
    loan_id     uuid        not null,
    version     integer     not null,
    ranks       text        not null,
    contract_no text        not null,
    proposed_by text        not null,
    proposed_at timestamptz not null,
    agreed_by   text,
    agreed_at   timestamptz,

    constraint an_order_of_repayment_has_one_version primary key (loan_id, version),
    constraint an_order_of_repayment_is_of_a_loan foreign key (loan_id) references loan.loans (id),
    constraint the_law_is_version_zero check (version > 0),
    constraint an_order_ranks_each_part_once check (char_length(ranks) = 32 and ranks like '%COSTS%'
        and ranks like '%PENALTY%' and ranks like '%INTEREST%' and ranks like '%PRINCIPAL%'),
    constraint an_order_names_the_contract check (btrim(contract_no) <> ''),
    constraint an_agreement_says_who_and_when check ((agreed_by is null) = (agreed_at is null))
);

create function loan.refuse_another_order() returns trigger language plpgsql as $$
begin
    raise exception 'An order of repayment that was agreed is never changed: a new one has a new version'
        using errcode = 'check_violation', schema = 'loan', table = 'repayment_orders',
              constraint = 'an_agreed_order_is_never_changed';
end $$;

create trigger an_agreed_order_is_never_changed before update on loan.repayment_orders
    for each row
    when (old.agreed_at is not null
          or (old.loan_id, old.version, old.ranks, old.contract_no, old.proposed_by, old.proposed_at)
             is distinct from (new.loan_id, new.version, new.ranks, new.contract_no, new.proposed_by, new.proposed_at))
    execute function loan.refuse_another_order();

-- Which order a payment went by, and which attempt to record a credit this is: after a reversal the same credit may be recorded anew.
alter table loan.repayments
    add column order_version integer not null default 0,
    add column attempt       integer not null default 0;

drop index loan.a_payment_is_recorded_once;
create unique index a_payment_is_recorded_once on loan.repayments (loan_id, bank_reference, attempt)
    where bank_receipt_id is null;

-- A payment that was recorded and never came, or came to another loan. It stays as it was written; this undoes it.
create table loan.reversals (
    repayment_id  uuid        not null,
    loan_id       uuid        not null,
    business_date date        not null,
    reason        text        not null,
    recorded_by   text        not null,
    recorded_at   timestamptz not null,

    constraint a_payment_is_reversed_once primary key (repayment_id),
    constraint a_reversal_is_of_a_payment foreign key (repayment_id) references loan.repayments (id),
    constraint a_reversal_is_on_a_loan foreign key (loan_id) references loan.loans (id),
    constraint a_reversal_has_a_reason check (btrim(reason) <> '')
);

create function loan.refuse_one_person() returns trigger language plpgsql as $$
begin
    if exists (select from loan.repayments r where r.id = new.repayment_id
                and (r.recorded_by = new.recorded_by or r.loan_id <> new.loan_id or r.bank_receipt_id is not null)) then
        raise exception 'Repayment % is reversed by another person of the bank, on its own loan, and not against the ledger',
                        new.repayment_id
            using errcode = 'check_violation', schema = 'loan', table = 'reversals',
                  constraint = 'who_recorded_a_payment_does_not_reverse_it';
    end if;
    return new;
end $$;

create trigger who_recorded_a_payment_does_not_reverse_it before insert on loan.reversals
    for each row execute function loan.refuse_one_person();
create trigger what_was_booked_is_never_rewritten before update or delete on loan.reversals
    for each row execute function loan.refuse_change();

create or replace function loan.repaid_principal_agrees() returns trigger language plpgsql as $$
declare
    the_loan uuid;
begin
    -- Not one expression: of the rows only one has each field.
    if tg_table_name = 'loans' then
        the_loan := new.id;
    else
        the_loan := new.loan_id;
    end if;
    if (select principal_repaid_minor from loan.loans where id = the_loan)
       <> (select coalesce(sum(r.principal_minor), 0) from loan.repayments r where r.loan_id = the_loan
            and not exists (select from loan.reversals v where v.repayment_id = r.id)) then
        raise exception 'The principal repaid on loan % is not the sum of its repayments', the_loan
            using errcode = 'check_violation', schema = 'loan', table = tg_table_name,
                  constraint = 'principal_repaid_is_the_sum_of_the_repayments';
    end if;
    return null;
end $$;

create constraint trigger principal_repaid_is_the_sum_of_the_repayments
    after insert on loan.reversals
    deferrable initially deferred
    for each row execute function loan.repaid_principal_agrees();

-- The bank gives a non-performing loan up in its books (核销). The claim stays: what still comes is recorded.
create table loan.write_offs (
    loan_id       uuid        not null,
    business_date date        not null,
    reason        text        not null,
    recorded_by   text        not null,
    recorded_at   timestamptz not null,

    constraint a_loan_is_written_off_once primary key (loan_id),
    constraint a_write_off_is_of_a_loan foreign key (loan_id) references loan.loans (id),
    constraint a_write_off_has_a_reason check (btrim(reason) <> '')
);

create trigger what_was_booked_is_never_rewritten before update or delete on loan.write_offs
    for each row execute function loan.refuse_change();

-- The memo ledger. What is earned is booked when something happens to the loan: interest, penalty and costs against what
-- is due, so that the balances of a loan's accounts are what is owed on the day of its last entry.
alter table loan.journal_entries
    add column seq        bigint generated always as identity,
    add column voucher_no text,
    alter column loan_id drop not null,
    drop constraint the_journal_books_disbursements_and_repayments,
    drop constraint a_repayment_is_booked_once,
    add constraint a_repayment_is_booked_once unique (repayment_id, kind),
    add constraint an_entry_of_the_journal_may_be_of_a_voucher foreign key (voucher_no) references voucher.vouchers (no),
    add constraint an_entry_is_of_a_loan_or_of_a_voucher check (num_nonnulls(loan_id, voucher_no) = 1),
    add constraint an_entry_of_the_journal_is_of_a_known_kind check (
        kind in ('DISBURSEMENT', 'ACCRUAL', 'WRITE_OFF') and loan_id is not null and repayment_id is null
        or kind in ('REPAYMENT', 'REVERSAL') and loan_id is not null and repayment_id is not null
        or kind = 'VOUCHER_PAYMENT' and voucher_no is not null and repayment_id is null);

create unique index a_voucher_payment_is_booked_once on loan.journal_entries (voucher_no) where kind = 'VOUCHER_PAYMENT';
create index journal_of_a_loan on loan.journal_entries (loan_id, seq);

alter table loan.postings
    drop constraint no_account_is_the_platforms,
    add constraint no_account_is_the_platforms check (account in
        ('PRINCIPAL', 'PAID_OUT', 'DISCOUNT', 'FEES', 'RECEIVED', 'COSTS', 'PENALTY', 'INTEREST', 'REMAINDER',
         'COSTS_DUE', 'PENALTY_DUE', 'INTEREST_DUE', 'SHARE_DUE', 'WRITTEN_OFF', 'GIVEN_UP', 'PAID_TO_HOLDER'));

create or replace function loan.refuse_strangers() returns trigger language plpgsql as $$
begin
    if not exists (select from loan.journal_entries e join loan.loans l on l.id = e.loan_id
                    where e.id = new.journal_entry_id
                      and new.party_id in (l.bank_id, l.borrower_id, l.debtor_id))
       and not exists (select from loan.journal_entries e join voucher.vouchers v on v.no = e.voucher_no
                    where e.id = new.journal_entry_id
                      and new.party_id in (v.issuer_id, v.holder_id)) then
        raise exception 'Entry % books for a party that has no part in its loan', new.journal_entry_id
            using errcode = 'check_violation', schema = 'loan', table = 'postings',
                  constraint = 'only_parties_of_the_loan_pay_or_are_paid';
    end if;
    return new;
end $$;

create function loan.books_agree() returns trigger language plpgsql as $$
declare
    the_loan loan.loans;
begin
    select l.* into the_loan from loan.loans l join loan.journal_entries e on e.loan_id = l.id
     where e.id = new.journal_entry_id;
    if (select sum(p.debit_minor) - sum(p.credit_minor) from loan.postings p
          join loan.journal_entries e on e.id = p.journal_entry_id
         where e.loan_id = the_loan.id and p.account = 'PRINCIPAL')
       <> the_loan.principal_minor - the_loan.principal_repaid_minor then
        raise exception 'The books of loan % show another principal than the loan', the_loan.id
            using errcode = 'check_violation', schema = 'loan', table = 'postings',
                  constraint = 'the_books_agree_with_the_loan';
    end if;
    return null;
end $$;

create constraint trigger the_books_agree_with_the_loan
    after insert on loan.postings
    deferrable initially deferred
    for each row
    when (new.account = 'PRINCIPAL')
    execute function loan.books_agree();

-- A repayment that is reversed was no repayment: what it gave back to the line is in use again, be the line full or not.
do $$
declare
    rule text;
begin
    select pg_get_constraintdef(c.oid) into rule from pg_constraint c
     where c.conname = 'a_movement_moves_what_its_kind_says' and c.conrelid = 'creditline.movements'::regclass;
    alter table creditline.movements drop constraint a_movement_moves_what_its_kind_says;
    execute format('alter table creditline.movements add constraint a_movement_moves_what_its_kind_says check (%s '
                   || 'or kind = ''RETAKE'' and reserved_minor = 0 and used_minor > 0 and drawn_minor = 0)',
                   substring(rule from '^CHECK (.*)$'));
end $$;
