-- Receipts beyond the straight road: statements beside notifications, credits notified twice, paid in parts, sent back or
-- set aside by a person, or paid to whom the voucher no longer belongs; and what lateness costs a large buyer by law.

-- The one-year loan prime rate by the day of its publication: a rate that is agreed for late payment is held against that of
-- the contract's date (R-15). A new publication is a further version.
insert into rulebook.rules (code, version, in_force_from, title, title_zh, source)
select 'LPR-1Y', version, day, 'One-year loan prime rate', '一年期贷款市场报价利率', '全国银行间同业拆借中心 ' || day
  from (values (1, '2019-08-20'::date), (2, '2019-09-20'), (3, '2019-11-20'), (4, '2020-02-20'), (5, '2020-04-20'),
               (6, '2021-12-20'), (7, '2022-01-20'), (8, '2022-08-22'), (9, '2023-06-20'), (10, '2023-08-21'),
               (11, '2024-07-22'), (12, '2024-10-21'), (13, '2025-05-20')) as lpr (version, day);

insert into rulebook.parameters (code, version, name, value)
select 'LPR-1Y', version, 'annual_rate_millionths', rate
  from (values (1, 42500), (2, 42000), (3, 41500), (4, 40500), (5, 38500), (6, 38000), (7, 37000), (8, 36500), (9, 35500),
               (10, 34500), (11, 33500), (12, 31000), (13, 30000)) as lpr (version, rate);

alter table settlement.bank_receipts
    drop constraint a_message_is_of_a_known_version,
    add constraint a_message_is_of_a_known_version check (message_version in
        ('camt.053.001.02', 'camt.053.001.08', 'camt.054.001.02', 'camt.054.001.08'));

alter table settlement.receipt_entries
    add column part              boolean not null default false,
    add column told_by_receipt   uuid,
    add column told_by_entry     integer,
    add column words             text,
    add column proposed_by       text,
    add column confirmed_by      text,
    -- The loan whose bank should have had the money: the payer had been told, and paid the old holder all the same.
    add column loan_id           uuid,
    drop constraint an_entry_is_in_a_known_state,
    drop constraint a_matched_entry_names_its_instruction,
    drop constraint an_unmatched_entry_says_why,
    add constraint an_entry_is_in_a_known_state check (state in
        ('UNMATCHED', 'PART', 'SETTLING', 'SETTLED', 'DUPLICATE', 'RETURNING', 'RETURNED', 'SET_ASIDE')),
    add constraint a_matched_entry_names_its_instruction
        check ((state in ('PART', 'SETTLING', 'SETTLED')) = (instruction_id is not null)),
    add constraint an_unmatched_entry_says_why check (
        (state in ('UNMATCHED', 'RETURNING', 'RETURNED', 'SET_ASIDE')) = (reason_code is not null)
        and (reason_code is null) = (reason is null)),
    add constraint a_duplicate_names_what_it_repeats check (
        (state = 'DUPLICATE') = (told_by_receipt is not null) and (told_by_receipt is null) = (told_by_entry is null)),
    add constraint what_a_duplicate_repeats_was_told_before
        foreign key (told_by_receipt, told_by_entry) references settlement.receipt_entries (bank_receipt_id, entry_no),
    add constraint what_a_person_decides_has_words
        check ((state in ('RETURNING', 'RETURNED', 'SET_ASIDE')) = (words is not null and proposed_by is not null)),
    add constraint a_return_is_proposed_by_one_and_confirmed_by_another check (
        (state = 'RETURNED') = (confirmed_by is not null) and confirmed_by is distinct from proposed_by
        or state not in ('RETURNING', 'RETURNED') and confirmed_by is null),
    add constraint only_what_is_settled_or_waits_is_a_part
        check ((state = 'PART') <= part and (not part or state in ('PART', 'SETTLED'))),
    add constraint a_misdirected_credit_may_name_a_loan foreign key (loan_id) references loan.loans (id);

drop index settlement.an_instruction_is_paid_by_one_credit;
create unique index an_instruction_is_paid_by_one_credit on settlement.receipt_entries (instruction_id)
    where state in ('SETTLING', 'SETTLED') and not part;
drop index settlement.a_credit_is_used_once;
create unique index a_credit_is_used_once
    on settlement.receipt_entries (bank_id, entry_reference, coalesce(end_to_end_id, ''))
    where state in ('PART', 'SETTLING', 'SETTLED', 'RETURNING', 'RETURNED');
create index credits_that_wait_for_a_person on settlement.receipt_entries (bank_id)
    where state in ('UNMATCHED', 'RETURNING');
create index credits_by_reference on settlement.receipt_entries (bank_id, entry_reference);
create index misdirected_credits_of_a_loan on settlement.receipt_entries (loan_id) where loan_id is not null;

-- Paid in one sum or in parts: what was credited is what was to be paid, to the fen.
create function settlement.credits_add_up() returns trigger language plpgsql as $$
declare
    the_instruction settlement.instructions;
    credited        bigint;
begin
    select * into the_instruction from settlement.instructions where id = new.instruction_id;
    select coalesce(sum(amount_minor), 0) into credited from settlement.receipt_entries
     where instruction_id = new.instruction_id and state in ('PART', 'SETTLING', 'SETTLED');
    if credited > the_instruction.amount_minor
       or the_instruction.state in ('SETTLING', 'SETTLED') and credited <> the_instruction.amount_minor then
        raise exception 'The credits of instruction % are %, not %', new.instruction_id, credited, the_instruction.amount_minor
            using errcode = 'check_violation', schema = 'settlement', table = 'receipt_entries',
                  constraint = 'the_credits_add_up_to_what_was_to_be_paid';
    end if;
    return null;
end $$;

create constraint trigger the_credits_add_up_to_what_was_to_be_paid
    after insert or update on settlement.receipt_entries
    deferrable initially deferred
    for each row
    when (new.instruction_id is not null)
    execute function settlement.credits_add_up();

-- The interest for late payment that debtor and supplier have agreed on in their contract (约定逾期利率), as the supplier says.
create table settlement.late_rates (
    instruction_id         uuid        not null,
    annual_rate_millionths bigint      not null,
    contract_date          date        not null,
    floor_millionths       bigint      not null,
    stated_by              text        not null,
    stated_at              timestamptz not null,

    constraint a_late_rate_is_stated_once primary key (instruction_id),
    constraint a_late_rate_is_for_an_instruction foreign key (instruction_id) references settlement.instructions (id),
    -- 保障中小企业款项支付条例 art 17
    constraint a_late_rate_is_never_below_the_lpr check (annual_rate_millionths >= floor_millionths)
);

create trigger what_was_paid_is_never_rewritten before update or delete on settlement.late_rates
    for each row execute function settlement.refuse_change();
