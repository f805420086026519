-- Whether the financier may turn to whom it has bought from (追索权) is a term of the offer (民法典 766, 767). What stands here
-- already was offered as the law sees its product: a purchase without, and a loan that its borrower owes.
alter table financing.offers
    add column recourse text not null generated always as
        (case product when 'PAYABLES_FINANCE' then 'WITHOUT_RECOURSE' else 'WITH_RECOURSE' end) stored;
alter table financing.offers
    alter column recourse drop expression,
    add constraint an_offer_is_with_recourse_or_without check (recourse in ('WITH_RECOURSE', 'WITHOUT_RECOURSE')),
    add constraint no_offer_frees_a_borrower_of_its_loan
        check (recourse = 'WITH_RECOURSE' or product = 'PAYABLES_FINANCE');

alter table financing.standing_terms
    add column recourse text not null generated always as
        (case product when 'PAYABLES_FINANCE' then 'WITHOUT_RECOURSE' else 'WITH_RECOURSE' end) stored;
alter table financing.standing_terms
    alter column recourse drop expression,
    add constraint standing_terms_are_with_recourse_or_without
        check (recourse in ('WITH_RECOURSE', 'WITHOUT_RECOURSE')),
    add constraint no_standing_terms_free_a_borrower_of_its_loan
        check (recourse = 'WITH_RECOURSE' or product = 'PAYABLES_FINANCE');

-- The holder signs it with the lock. A lock from before says nothing of it.
alter table voucher.locks
    add column recourse text,
    add constraint a_lock_is_with_recourse_or_without check (recourse in ('WITH_RECOURSE', 'WITHOUT_RECOURSE'));

alter table loan.loans
    add column recourse text not null generated always as
        (case product when 'PAYABLES_FINANCE' then 'WITHOUT_RECOURSE' else 'WITH_RECOURSE' end) stored;
alter table loan.loans
    alter column recourse drop expression,
    add constraint a_loan_is_with_recourse_or_without check (recourse in ('WITH_RECOURSE', 'WITHOUT_RECOURSE')),
    add constraint a_borrower_owes_its_loan check (recourse = 'WITH_RECOURSE' or product = 'PAYABLES_FINANCE');

create trigger a_loan_keeps_the_recourse_that_was_accepted
    before update of recourse on loan.loans
    for each row
    when (old.recourse is distinct from new.recourse)
    execute function loan.refuse_other_terms();

-- The issuer has not paid, and the bank turns to the seller: from here on the seller owes what the bank is still owed.
create table loan.recourse_claims (
    loan_id       uuid        not null,
    business_date date        not null,
    claimed_minor bigint      not null,
    reason        text        not null,
    claimed_by    text        not null,
    claimed_at    timestamptz not null,

    constraint recourse_is_taken_once primary key (loan_id),
    constraint recourse_is_taken_on_a_loan foreign key (loan_id) references loan.loans (id),
    constraint recourse_is_taken_for_something check (claimed_minor > 0),
    constraint recourse_is_taken_for_a_reason check (btrim(reason) <> '')
);

create trigger what_was_booked_is_never_rewritten before update or delete on loan.recourse_claims
    for each row execute function loan.refuse_change();

create function loan.refuse_recourse() returns trigger language plpgsql as $$
begin
    if not exists (select from loan.loans
                    where id = new.loan_id and recourse = 'WITH_RECOURSE' and product = 'PAYABLES_FINANCE') then
        raise exception 'The claim of loan % was not bought with recourse', new.loan_id
            using errcode = 'check_violation', schema = 'loan', table = 'recourse_claims',
                  constraint = 'who_bought_without_recourse_takes_none';
    end if;
    return new;
end $$;

create trigger who_bought_without_recourse_takes_none before insert on loan.recourse_claims
    for each row execute function loan.refuse_recourse();

-- Who has sold its claim owes nothing unless recourse is taken: what comes without a receipt of the ledger is not booked.
create function loan.refuse_payment_of_a_seller() returns trigger language plpgsql as $$
begin
    if exists (select from loan.loans where id = new.loan_id and product = 'PAYABLES_FINANCE')
       and not exists (select from loan.recourse_claims where loan_id = new.loan_id) then
        raise exception 'The seller of loan % owes nothing: no recourse was taken', new.loan_id
            using errcode = 'check_violation', schema = 'loan', table = 'repayments',
                  constraint = 'a_seller_pays_only_when_recourse_is_taken';
    end if;
    return new;
end $$;

create trigger a_seller_pays_only_when_recourse_is_taken before insert on loan.repayments
    for each row
    when (new.bank_receipt_id is null)
    execute function loan.refuse_payment_of_a_seller();

-- What a debtor pays beyond the financier's claim belongs to whom the claim was bought from or pledged by (民法典 766).
create or replace function settlement.refuse_strangers() returns trigger language plpgsql as $$
begin
    if not exists (select from settlement.instructions i left join loan.loans l on l.id = i.loan_id
                    where i.id = new.instruction_id
                      and new.payee_id = case new.role when 'PLEDGEE' then i.bank_id
                                                       when 'REMAINDER' then coalesce(l.borrower_id, i.holder_id)
                                                       else i.holder_id end) then
        raise exception 'Instruction % does not pay %', new.instruction_id, new.payee_id
            using errcode = 'check_violation', schema = 'settlement', table = 'lines',
                  constraint = 'only_the_holder_of_record_and_its_pledgee_are_paid';
    end if;
    return new;
end $$;

-- A voucher on which nothing is owed any more is paid to whom it comes back: its holder, or whose loan was repaid.
create or replace function loan.refuse_strangers() returns trigger language plpgsql as $$
begin
    if not exists (select from loan.journal_entries e join loan.loans l on l.id = e.loan_id
                    where e.id = new.journal_entry_id
                      and new.party_id in (l.bank_id, l.borrower_id, l.debtor_id))
       and not exists (select from loan.journal_entries e join voucher.vouchers v on v.no = e.voucher_no
                         left join loan.loans l on l.voucher_no = v.no and l.state <> 'CANCELLED'
                    where e.id = new.journal_entry_id
                      and new.party_id in (v.issuer_id, v.holder_id, l.borrower_id)) then
        raise exception 'Entry % books for a party that has no part in its loan', new.journal_entry_id
            using errcode = 'check_violation', schema = 'loan', table = 'postings',
                  constraint = 'only_parties_of_the_loan_pay_or_are_paid';
    end if;
    return new;
end $$;
