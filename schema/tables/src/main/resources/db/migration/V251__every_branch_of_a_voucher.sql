-- What a voucher's life has beside the straight road: declined, lapsed, passed on, split, cancelled, frozen, unpaid.
alter table voucher.vouchers
    add column parent_no     text,
    add column transferor_id uuid,
    add column hops          integer not null default 0,
    add column document_id   uuid,
    -- The last day on which the payee may accept; none: the day before the voucher is due.
    add column accept_by     date,
    add column frozen        boolean not null default false,
    add column ended_by      text,
    add column reason        text,

    drop constraint a_voucher_is_in_a_known_state,
    add constraint a_voucher_is_in_a_known_state check (state in
        ('ISSUING', 'ISSUE_REFUSED', 'PENDING_ACCEPT', 'ACCEPTING', 'DECLINING', 'ACTIVE', 'TRANSFERRING', 'VOIDING',
         'LOCKING', 'FIN_LOCKED', 'FUNDING', 'FINANCED', 'DUE', 'SETTLING', 'OVERDUE', 'SETTLED', 'SPENT',
         'VOID', 'RECOURSED', 'DEFAULTED')),
    add constraint a_part_comes_from_a_voucher foreign key (parent_no) references voucher.vouchers (no),
    add constraint a_transferor_is_a_party foreign key (transferor_id) references enterprise.enterprises (id),
    add constraint a_part_is_paid_with_for_a_stored_document
        foreign key (document_id) references trade.documents (id),
    add constraint only_a_part_has_a_parent check ((parent_no is null) = (no = root_no)
        and (parent_no is null) = (transferor_id is null)),
    add constraint a_root_has_not_changed_hands check (hops >= 0 and (parent_no is not null or hops = 0)),
    add constraint a_payee_has_until_the_day_before_the_due_date check (accept_by < due_date),
    add constraint a_void_voucher_says_what_ended_it check ((state = 'VOID') = (ended_by is not null)),
    add constraint a_voucher_is_ended_by_a_known_step
        check (ended_by in ('DECLINED', 'EXPIRED', 'CANCELLED', 'DILUTED')),
    -- 冻结: an authority's order stops every step but payment.
    add constraint nothing_but_payment_happens_to_a_frozen_voucher check (not frozen or state not in
        ('ISSUING', 'ACCEPTING', 'DECLINING', 'TRANSFERRING', 'VOIDING', 'LOCKING', 'FUNDING'));

create index vouchers_of_a_root on voucher.vouchers (root_no, issued_at, no);
create index parts_of_a_voucher on voucher.vouchers (parent_no) where parent_no is not null;
create index vouchers_by_their_last_day_to_accept
    on voucher.vouchers (coalesce(accept_by, due_date - 1)) where state = 'PENDING_ACCEPT' and not frozen;
drop index voucher.unpaid_vouchers_of_an_issuer;
create index unpaid_vouchers_of_an_issuer
    on voucher.vouchers (issuer_id, payable_on) where state in ('DUE', 'OVERDUE', 'RECOURSED', 'DEFAULTED');
create index unpaid_vouchers_by_their_day on voucher.vouchers (payable_on) where state = 'DUE';

drop trigger a_settled_voucher_is_spent_for_good on voucher.vouchers;
create or replace function voucher.refuse_a_second_life() returns trigger language plpgsql as $$
begin
    raise exception 'Voucher % has ended as % and has no further step', old.no, old.state
        using errcode = 'check_violation', schema = 'voucher', table = 'vouchers',
              constraint = 'a_settled_voucher_is_spent_for_good';
end $$;
create trigger a_settled_voucher_is_spent_for_good
    before update on voucher.vouchers
    for each row
    when (old.state in ('SETTLED', 'ISSUE_REFUSED', 'SPENT', 'VOID') and new.state <> old.state)
    execute function voucher.refuse_a_second_life();

drop trigger a_voucher_keeps_the_terms_that_were_signed on voucher.vouchers;
create trigger a_voucher_keeps_the_terms_that_were_signed
    before update on voucher.vouchers
    for each row
    when ((old.no, old.root_no, old.parent_no, old.transferor_id, old.hops, old.document_id, old.receivable_id,
           old.issuer_id, old.payee_id, old.currency, old.amount_minor, old.issue_date, old.due_date, old.accept_by)
          is distinct from
          (new.no, new.root_no, new.parent_no, new.transferor_id, new.hops, new.document_id, new.receivable_id,
           new.issuer_id, new.payee_id, new.currency, new.amount_minor, new.issue_date, new.due_date, new.accept_by))
    execute function voucher.refuse_other_terms();

-- Conservation (I1). A voucher that was spent stands in its parts, no fen more and no fen less; one that came back from a
-- payee stands in the one voucher of its transferor. So by induction the leaves of a root add up to the root.
create function voucher.refuse_a_lost_fen() returns trigger language plpgsql as $$
declare
    spent    voucher.vouchers%rowtype;
    in_parts bigint;
begin
    select * into spent from voucher.vouchers where no = coalesce(new.parent_no, new.no);
    select sum(amount_minor) into in_parts from voucher.vouchers where parent_no = spent.no;
    if (spent.state = 'SPENT' and in_parts is distinct from spent.amount_minor)
        or (in_parts is not null and (in_parts <> spent.amount_minor or spent.state not in ('SPENT', 'VOID')))
        or (spent.state = 'VOID' and spent.ended_by in ('DECLINED', 'EXPIRED') and spent.parent_no is not null
            and in_parts is null)
    then
        raise exception 'Voucher % of % is % with % in its parts', spent.no, spent.amount_minor, spent.state, in_parts
            using errcode = 'check_violation', schema = 'voucher', table = 'vouchers',
                  constraint = 'the_parts_of_a_voucher_are_worth_what_it_was';
    end if;
    -- The row itself, when it is a part that is spent in its turn.
    if new.parent_no is not null and new.state in ('SPENT', 'VOID') then
        select sum(amount_minor) into in_parts from voucher.vouchers where parent_no = new.no;
        if (new.state = 'SPENT' and in_parts is distinct from new.amount_minor)
            or (new.state = 'VOID' and new.ended_by in ('DECLINED', 'EXPIRED')
                and in_parts is distinct from new.amount_minor)
        then
            raise exception 'Voucher % of % is % with % in its parts', new.no, new.amount_minor, new.state, in_parts
                using errcode = 'check_violation', schema = 'voucher', table = 'vouchers',
                      constraint = 'the_parts_of_a_voucher_are_worth_what_it_was';
        end if;
    end if;
    return null;
end $$;

create constraint trigger the_parts_of_a_voucher_are_worth_what_it_was
    after insert or update of state on voucher.vouchers
    deferrable initially deferred
    for each row
    execute function voucher.refuse_a_lost_fen();

-- A part that changes hands is one hop further than the voucher it comes from (I11); what its holder keeps, or gets back,
-- is not.
create function voucher.refuse_a_leap() returns trigger language plpgsql as $$
declare
    above voucher.vouchers%rowtype;
begin
    select * into above from voucher.vouchers where no = new.parent_no;
    if new.hops <> (case when above.state = 'VOID' then above.hops - 1
                         when new.payee_id = new.transferor_id then above.hops
                         else above.hops + 1 end)
    then
        raise exception 'Voucher % is % hops from its root, its parent %', new.no, new.hops, above.hops
            using errcode = 'check_violation', schema = 'voucher', table = 'vouchers',
                  constraint = 'each_transfer_is_one_hop';
    end if;
    return null;
end $$;

create constraint trigger each_transfer_is_one_hop
    after insert on voucher.vouchers
    deferrable initially deferred
    for each row
    when (new.parent_no is not null)
    execute function voucher.refuse_a_leap();

-- What a transfer asks for, until the ledger has written it: the vouchers that will come of the one that is spent.
create table voucher.parts (
    act_hash     text    not null,
    voucher_no   text    not null,
    no           text    not null,
    position     integer not null,
    payee_id     uuid    not null,
    amount_minor bigint  not null,
    document_id  uuid,
    accept_by    date,
    state        text    not null,

    constraint a_number_is_given_to_a_part_once primary key (no),
    constraint a_part_is_of_a_voucher foreign key (voucher_no) references voucher.vouchers (no),
    constraint a_part_is_for_a_party foreign key (payee_id) references enterprise.enterprises (id),
    constraint a_part_is_for_a_stored_document foreign key (document_id) references trade.documents (id),
    constraint a_part_is_worth_more_than_nothing check (amount_minor > 0),
    constraint a_part_is_in_a_known_state check (state in ('PREPARED', 'ASKED', 'WRITTEN', 'REFUSED'))
);

create index parts_of_an_act on voucher.parts (act_hash, position);

-- Holder and issuer cancel a voucher (作废): one proposes and signs, the other signs the same act.
create table voucher.cancellations (
    act_hash    text        not null,
    voucher_no  text        not null,
    proposer_id uuid        not null,
    other_id    uuid        not null,
    reason      text        not null,
    state       text        not null,
    proposed_at timestamptz not null,
    open_until  timestamptz not null,

    constraint an_act_cancels_once primary key (act_hash),
    constraint a_cancellation_is_of_a_voucher foreign key (voucher_no) references voucher.vouchers (no),
    constraint a_cancellation_is_proposed_by_a_party foreign key (proposer_id) references enterprise.enterprises (id),
    constraint a_cancellation_is_answered_by_a_party foreign key (other_id) references enterprise.enterprises (id),
    constraint nobody_cancels_alone check (proposer_id <> other_id),
    constraint a_cancellation_says_why check (btrim(reason) <> ''),
    constraint a_cancellation_is_in_a_known_state check (state in ('PREPARED', 'PROPOSED', 'ASKED', 'WRITTEN', 'REFUSED'))
);

create index cancellations_of_a_voucher on voucher.cancellations (voucher_no, proposed_at);

-- An authority's orders about a voucher, as the city has told them.
create table voucher.orders (
    act_hash        text        not null,
    voucher_no      text        not null,
    kind            text        not null,
    authority       text        not null,
    document_sha256 text        not null,
    state           text        not null,
    asked_at        timestamptz not null,

    constraint an_act_tells_one_order primary key (act_hash),
    constraint an_order_is_about_a_voucher foreign key (voucher_no) references voucher.vouchers (no),
    constraint an_order_freezes_or_unfreezes check (kind in ('FREEZE', 'UNFREEZE')),
    constraint an_order_names_its_authority check (btrim(authority) <> ''),
    constraint an_order_names_its_document check (document_sha256 ~ '^[0-9a-f]{64}$'),
    constraint an_order_is_in_a_known_state check (state in ('ASKED', 'WRITTEN', 'REFUSED'))
);

create unique index a_voucher_has_one_order_on_its_way on voucher.orders (voucher_no) where state = 'ASKED';

-- Every state that a voucher has been in, written by the row itself.
create table voucher.history (
    voucher_no     text        not null,
    position       integer     not null,
    from_state     text,
    to_state       text        not null,
    holder_id      uuid        not null,
    frozen         boolean     not null,
    ledger_version bigint      not null,
    refusal        text,
    happened_at    timestamptz not null,

    constraint a_voucher_takes_one_step_at_a_time primary key (voucher_no, position),
    constraint a_step_is_of_a_voucher foreign key (voucher_no) references voucher.vouchers (no)
);

create function voucher.write_history() returns trigger language plpgsql as $$
begin
    insert into voucher.history
    select new.no,
           coalesce((select max(position) + 1 from voucher.history where voucher_no = new.no), 1),
           case when tg_op = 'UPDATE' then old.state end,
           new.state, new.holder_id, new.frozen, new.ledger_version, new.refusal, new.changed_at;
    return null;
end $$;

create trigger a_voucher_remembers_its_birth
    after insert on voucher.vouchers
    for each row execute function voucher.write_history();
create trigger a_voucher_remembers_its_steps
    after update on voucher.vouchers
    for each row
    when (old.state <> new.state or old.frozen <> new.frozen)
    execute function voucher.write_history();

create function voucher.refuse_another_past() returns trigger language plpgsql as $$
begin
    raise exception 'What happened to voucher % has happened', old.voucher_no
        using errcode = 'check_violation', schema = 'voucher', table = 'history',
              constraint = 'what_happened_to_a_voucher_stays';
end $$;

create trigger what_happened_to_a_voucher_stays
    before update or delete on voucher.history
    for each row execute function voucher.refuse_another_past();

insert into voucher.history
select no, 1, null, state, holder_id, frozen, ledger_version, refusal, changed_at from voucher.vouchers;

-- What is to be looked at by a person (R-07): it stops nothing.
create table voucher.alerts (
    voucher_no text        not null,
    kind       text        not null,
    party_id   uuid        not null,
    detail     text        not null,
    raised_at  timestamptz not null,

    constraint a_voucher_raises_an_alert_of_a_kind_once primary key (voucher_no, kind),
    constraint an_alert_is_about_a_voucher foreign key (voucher_no) references voucher.vouchers (no),
    constraint an_alert_is_about_a_party foreign key (party_id) references enterprise.enterprises (id),
    constraint an_alert_is_of_a_known_kind check (kind in ('ROUND_TRIP', 'ABNORMAL_SPLITTING')),
    constraint an_alert_says_what_was_seen check (btrim(detail) <> '')
);

create index alerts_in_order on voucher.alerts (raised_at, voucher_no, kind);

-- How far the vouchers of one issuer may travel, narrower than the rule of the day, from a day on.
create table voucher.caps (
    issuer_id      uuid        not null,
    effective_from date        not null,
    hops           integer     not null,
    parts          integer     not null,
    parts_a_day    integer     not null,
    set_by         text        not null,
    set_at         timestamptz not null,

    constraint caps_begin_once_on_a_day primary key (issuer_id, effective_from),
    constraint caps_are_of_an_issuer foreign key (issuer_id) references enterprise.enterprises (id),
    constraint a_cap_is_not_negative check (hops >= 0 and parts >= 1 and parts_a_day >= 1)
);

insert into rulebook.parameters (code, name, value) values
    ('R-07', 'hops', 10),
    ('R-07', 'parts', 99),
    ('R-12', 'acceptance_days', 10);
