create schema voucher;

-- An electronic receivable voucher (应收账款电子凭证): the debtor's promise to pay an amount on a day to whoever holds it.
create table voucher.vouchers (
    no             text        not null,
    root_no        text        not null,
    receivable_id  uuid        not null,
    issuer_id      uuid        not null,
    payee_id       uuid        not null,
    holder_id      uuid        not null,
    financier_id   uuid,
    financed_as    text,
    currency       text        not null,
    amount_minor   bigint      not null,
    issue_date     date        not null,
    due_date       date        not null,
    payable_on     date        not null,
    state          text        not null,
    ledger_version bigint      not null default 0,
    refusal        text,
    issued_at      timestamptz not null,
    changed_at     timestamptz not null,

    constraint a_voucher_has_one_number primary key (no),
    constraint a_voucher_is_worth_more_than_nothing check (amount_minor > 0),
    constraint a_voucher_falls_due_after_its_issue check (due_date > issue_date),
    constraint a_voucher_is_never_payable_before_it_is_due check (payable_on >= due_date),
    constraint nobody_issues_a_voucher_to_itself check (issuer_id <> payee_id),
    constraint a_voucher_is_in_a_known_state check (state in
        ('ISSUING', 'ISSUE_REFUSED', 'PENDING_ACCEPT', 'ACCEPTING', 'ACTIVE', 'LOCKING', 'FIN_LOCKED', 'FUNDING',
         'FINANCED', 'DUE', 'SETTLING', 'SETTLED')),
    constraint a_voucher_is_purchased_or_pledged check (financed_as in ('PURCHASE', 'PLEDGE')),
    constraint a_financier_and_its_right_stand_together check ((financier_id is null) = (financed_as is null)),
    constraint who_purchases_a_voucher_holds_it check (financed_as <> 'PURCHASE' or holder_id = financier_id),
    constraint a_financed_voucher_names_its_financier check (state <> 'FINANCED' or financier_id is not null),
    constraint a_voucher_is_issued_on_a_receivable
        foreign key (receivable_id) references receivable.receivables (id),
    constraint an_issuer_is_a_party foreign key (issuer_id) references enterprise.enterprises (id),
    constraint a_payee_is_a_party foreign key (payee_id) references enterprise.enterprises (id),
    constraint a_holder_is_a_party foreign key (holder_id) references enterprise.enterprises (id),
    constraint a_financier_is_a_party foreign key (financier_id) references enterprise.enterprises (id),
    -- Of which a child must be a part: same debtor, same claim, same currency, same day.
    constraint the_terms_of_a_root_can_be_referred_to unique (no, receivable_id, issuer_id, currency, due_date),
    constraint a_child_keeps_the_terms_of_its_root
        foreign key (root_no, receivable_id, issuer_id, currency, due_date)
        references voucher.vouchers (no, receivable_id, issuer_id, currency, due_date)
);

create index vouchers_in_order on voucher.vouchers (issued_at, no);
create index vouchers_of_a_receivable on voucher.vouchers (receivable_id);
create index unpaid_vouchers_of_an_issuer on voucher.vouchers (issuer_id, payable_on) where state = 'DUE';
create index vouchers_by_maturity on voucher.vouchers (payable_on) where state in ('ACTIVE', 'FINANCED');

create function voucher.refuse_other_terms() returns trigger language plpgsql as $$
begin
    raise exception 'The terms of voucher % were signed and cannot change', old.no
        using errcode = 'check_violation', schema = 'voucher', table = 'vouchers',
              constraint = 'a_voucher_keeps_the_terms_that_were_signed';
end $$;

-- The live vouchers of a root add up to its amount because no amount ever changes: a part is a voucher of its own.
create trigger a_voucher_keeps_the_terms_that_were_signed
    before update on voucher.vouchers
    for each row
    when ((old.no, old.root_no, old.receivable_id, old.issuer_id, old.payee_id, old.currency, old.amount_minor,
           old.issue_date, old.due_date)
          is distinct from
          (new.no, new.root_no, new.receivable_id, new.issuer_id, new.payee_id, new.currency, new.amount_minor,
           new.issue_date, new.due_date))
    execute function voucher.refuse_other_terms();

create function voucher.refuse_a_second_life() returns trigger language plpgsql as $$
begin
    raise exception 'Voucher % is settled and has no further step', old.no
        using errcode = 'check_violation', schema = 'voucher', table = 'vouchers',
              constraint = 'a_settled_voucher_is_spent_for_good';
end $$;

create trigger a_settled_voucher_is_spent_for_good
    before update on voucher.vouchers
    for each row
    when (old.state in ('SETTLED', 'ISSUE_REFUSED') and new.state <> old.state)
    execute function voucher.refuse_a_second_life();

-- Who may read a voucher: its parties from the start, a bank from the moment that its holder asks it for money.
create table voucher.readers (
    reader_id  uuid not null,
    voucher_no text not null,

    constraint a_reader_is_named_once primary key (reader_id, voucher_no),
    constraint a_reader_is_a_party foreign key (reader_id) references enterprise.enterprises (id),
    constraint a_reader_reads_a_voucher foreign key (voucher_no) references voucher.vouchers (no)
);

-- A holder binds its voucher to one bank for one request (融资锁定), until a moment that the lock itself carries.
create table voucher.locks (
    voucher_no   text        not null,
    request_id   uuid        not null,
    holder_id    uuid        not null,
    bank_id      uuid        not null,
    locked_until timestamptz not null,
    act_hash     text        not null,
    state        text        not null,
    asked_at     timestamptz not null,

    constraint a_lock_is_asked_for_by_one_act primary key (act_hash),
    constraint a_lock_is_of_a_voucher foreign key (voucher_no) references voucher.vouchers (no),
    constraint a_lock_is_for_a_bank foreign key (bank_id) references enterprise.enterprises (id),
    constraint a_lock_is_in_a_known_state check (state in ('ASKED', 'HELD', 'FUNDED', 'REFUSED', 'EXPIRED')),
    constraint a_lock_ends_after_it_is_asked_for check (locked_until > asked_at)
);

create unique index a_voucher_has_one_live_lock on voucher.locks (voucher_no) where state in ('ASKED', 'HELD', 'FUNDED');
create index locks_by_their_end on voucher.locks (locked_until) where state = 'HELD';

-- A bank's money on a voucher: it makes the bank its holder (purchase) or its pledgee.
create table voucher.fundings (
    voucher_no   text        not null,
    loan_id      uuid        not null,
    bank_id      uuid        not null,
    product      text        not null,
    funded_minor bigint      not null,
    act_hash     text        not null,
    state        text        not null,
    asked_at     timestamptz not null,

    constraint a_funding_is_asked_for_by_one_act primary key (act_hash),
    constraint a_funding_is_of_a_voucher foreign key (voucher_no) references voucher.vouchers (no),
    constraint a_funding_is_a_purchase_or_a_pledge check (product in ('PURCHASE', 'PLEDGE')),
    constraint a_funding_is_more_than_nothing check (funded_minor > 0),
    constraint a_funding_is_in_a_known_state check (state in ('ASKED', 'WRITTEN', 'REFUSED'))
);

create unique index a_voucher_is_funded_once on voucher.fundings (voucher_no) where state in ('ASKED', 'WRITTEN');

-- Payment at maturity (兑付), told to the ledger by the bank that received the money; one act may settle many vouchers.
create table voucher.settlements (
    voucher_no        text        not null,
    bank_receipt_id   uuid        not null,
    bank_id           uuid        not null,
    receipt_reference text        not null,
    amount_minor      bigint      not null,
    act_hash          text        not null,
    state             text        not null,
    asked_at          timestamptz not null,

    constraint an_act_settles_a_voucher_once primary key (act_hash, voucher_no),
    constraint a_settlement_is_of_a_voucher foreign key (voucher_no) references voucher.vouchers (no),
    constraint a_settlement_is_more_than_nothing check (amount_minor > 0),
    constraint a_settlement_names_the_banks_receipt check (btrim(receipt_reference) <> ''),
    constraint a_settlement_is_in_a_known_state check (state in ('ASKED', 'WRITTEN', 'REFUSED'))
);

create unique index a_voucher_is_settled_once on voucher.settlements (voucher_no) where state in ('ASKED', 'WRITTEN');
create index settlements_of_a_receipt on voucher.settlements (bank_receipt_id);
