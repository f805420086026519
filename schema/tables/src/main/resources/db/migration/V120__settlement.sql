create schema settlement;

-- What an issuer is to pay at maturity, and to whom (清分指令): an instruction for banks. The platform pays nothing.
create table settlement.instructions (
    id              uuid        not null,
    voucher_no      text        not null,
    reference       text        not null,
    payer_id        uuid        not null,
    holder_id       uuid        not null,
    bank_id         uuid,
    loan_id         uuid,
    account_id      uuid,
    currency        text        not null,
    amount_minor    bigint      not null,
    due_on          date        not null,
    state           text        not null,
    bank_receipt_id uuid,
    settled_on      date,
    refusal         text,
    created_at      timestamptz not null,
    changed_at      timestamptz not null,

    constraint an_instruction_has_one_id primary key (id),
    constraint a_voucher_is_cleared_once unique (voucher_no),
    constraint an_instruction_clears_a_voucher foreign key (voucher_no) references voucher.vouchers (no),
    constraint a_reference_names_one_instruction unique (reference),
    -- EndToEndId of ISO 20022: at most 35 characters; printable in every bank's system.
    constraint a_reference_can_be_printed_by_every_bank check (reference ~ '^[A-Z0-9]{8,35}$'),
    constraint an_instruction_has_a_payer foreign key (payer_id) references enterprise.enterprises (id),
    constraint an_instruction_has_a_payee foreign key (holder_id) references enterprise.enterprises (id),
    constraint an_instruction_names_the_receiving_bank foreign key (bank_id) references enterprise.enterprises (id),
    constraint an_instruction_may_repay_a_loan foreign key (loan_id) references loan.loans (id),
    constraint an_instruction_pays_into_an_account foreign key (account_id) references enterprise.accounts (id),
    constraint nobody_is_instructed_to_pay_itself check (payer_id <> holder_id),
    constraint who_has_financed_receives check (loan_id is null or bank_id is not null),
    constraint an_instruction_is_to_pay_something check (amount_minor > 0),
    constraint an_instruction_is_in_a_known_state check (state in ('DUE', 'SETTLING', 'SETTLED')),
    -- 银发〔2025〕77号 art 14: money is settled by banks, each time with a bank's receipt.
    constraint what_is_settled_names_bank_and_receipt check (
        (state = 'DUE') = (bank_receipt_id is null) and (state = 'SETTLED') = (settled_on is not null)
        and (state = 'DUE' or bank_id is not null))
);

create index instructions_of_a_payer on settlement.instructions (payer_id, created_at, id);
create index instructions_of_a_bank on settlement.instructions (bank_id, created_at, id);
create index instructions_of_a_holder on settlement.instructions (holder_id, created_at, id);

-- A bank's notification of credits on its accounts (到账通知, camt.054), as it came.
create table settlement.bank_receipts (
    id              uuid        not null,
    bank_id         uuid        not null,
    message_id      text        not null,
    message_version text        not null,
    message         text        not null,
    received_by     text        not null,
    received_at     timestamptz not null,

    constraint a_bank_receipt_has_one_id primary key (id),
    constraint a_message_is_received_once unique (bank_id, message_id),
    constraint a_receipt_is_a_banks foreign key (bank_id) references enterprise.enterprises (id),
    constraint a_message_is_of_a_known_version check (message_version in ('camt.054.001.02', 'camt.054.001.08')),
    constraint a_message_has_an_id check (message_id ~ '^.{1,35}$')
);

alter table settlement.instructions
    add constraint a_settled_instruction_refers_to_a_receipt
        foreign key (bank_receipt_id) references settlement.bank_receipts (id);

-- One credit of a notification, and the instruction that it pays, if any.
create table settlement.receipt_entries (
    bank_receipt_id  uuid        not null,
    entry_no         integer     not null,
    bank_id          uuid        not null,
    entry_reference  text        not null,
    end_to_end_id    text,
    currency         text        not null,
    amount_minor     bigint      not null,
    booked_on        date,
    credited_account text,
    payer_name       text,
    payer_account    text,
    state            text        not null,
    instruction_id   uuid,
    reason_code      text,
    reason           text,

    constraint an_entry_stands_once_in_its_receipt primary key (bank_receipt_id, entry_no),
    constraint an_entry_belongs_to_a_receipt foreign key (bank_receipt_id) references settlement.bank_receipts (id),
    constraint an_entry_may_pay_an_instruction foreign key (instruction_id) references settlement.instructions (id),
    constraint an_entry_credits_something check (amount_minor > 0),
    constraint an_entry_is_in_a_known_state check (state in ('UNMATCHED', 'SETTLING', 'SETTLED')),
    constraint a_matched_entry_names_its_instruction check ((state <> 'UNMATCHED') = (instruction_id is not null)),
    constraint an_unmatched_entry_says_why
        check ((state = 'UNMATCHED') = (reason_code is not null) and (reason_code is null) = (reason is null))
);

create unique index an_instruction_is_paid_by_one_credit on settlement.receipt_entries (instruction_id)
    where state in ('SETTLING', 'SETTLED');
create unique index a_credit_is_used_once
    on settlement.receipt_entries (bank_id, entry_reference, coalesce(end_to_end_id, ''))
    where state in ('SETTLING', 'SETTLED');

-- Who got what of a settled instruction: the holder, or the pledgee up to its claim and the holder for the rest.
create table settlement.lines (
    instruction_id  uuid   not null,
    line_no         integer not null,
    role            text   not null,
    payee_id        uuid   not null,
    amount_minor    bigint not null,
    bank_receipt_id uuid   not null,
    entry_no        integer not null,

    constraint a_line_stands_once_in_its_instruction primary key (instruction_id, line_no),
    constraint a_line_names_its_instruction foreign key (instruction_id) references settlement.instructions (id),
    constraint a_line_names_the_banks_receipt
        foreign key (bank_receipt_id, entry_no) references settlement.receipt_entries (bank_receipt_id, entry_no),
    constraint a_line_pays_a_party foreign key (payee_id) references enterprise.enterprises (id),
    constraint a_line_pays_holder_or_pledgee check (role in ('HOLDER', 'PLEDGEE', 'REMAINDER')),
    constraint a_line_pays_something check (amount_minor > 0)
);

create function settlement.lines_add_up() returns trigger language plpgsql as $$
declare
    the_id          uuid;
    the_instruction settlement.instructions;
begin
    -- Not one expression: of the two rows only one has each field.
    if tg_table_name = 'lines' then
        the_id := new.instruction_id;
    else
        the_id := new.id;
    end if;
    select * into the_instruction from settlement.instructions where id = the_id;
    if (select coalesce(sum(amount_minor), 0) from settlement.lines where instruction_id = the_instruction.id)
       <> (case when the_instruction.state = 'SETTLED' then the_instruction.amount_minor else 0 end) then
        raise exception 'The lines of instruction % do not add up to what was paid', the_instruction.id
            using errcode = 'check_violation', schema = 'settlement', table = tg_table_name,
                  constraint = 'the_lines_add_up_to_what_was_paid';
    end if;
    return null;
end $$;

create constraint trigger the_lines_add_up_to_what_was_paid
    after insert or update on settlement.instructions
    deferrable initially deferred
    for each row execute function settlement.lines_add_up();

create constraint trigger the_lines_add_up_to_what_was_paid
    after insert on settlement.lines
    deferrable initially deferred
    for each row execute function settlement.lines_add_up();

create function settlement.refuse_strangers() returns trigger language plpgsql as $$
begin
    if not exists (select from settlement.instructions i
                    where i.id = new.instruction_id
                      and new.payee_id = case when new.role = 'PLEDGEE' then i.bank_id else i.holder_id end) then
        raise exception 'Instruction % does not pay %', new.instruction_id, new.payee_id
            using errcode = 'check_violation', schema = 'settlement', table = 'lines',
                  constraint = 'only_the_holder_of_record_and_its_pledgee_are_paid';
    end if;
    return new;
end $$;

create trigger only_the_holder_of_record_and_its_pledgee_are_paid
    before insert on settlement.lines
    for each row execute function settlement.refuse_strangers();

create function settlement.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'What was paid is never rewritten'
        using errcode = 'check_violation', schema = 'settlement', table = tg_table_name,
              constraint = 'what_was_paid_is_never_rewritten';
end $$;

create trigger what_was_paid_is_never_rewritten before update or delete on settlement.lines
    for each row execute function settlement.refuse_change();
