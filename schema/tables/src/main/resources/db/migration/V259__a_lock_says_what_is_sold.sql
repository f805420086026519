-- The holder signs what it sells or pledges, not only to whom (ADR 0013). Locks of before say nothing of it: nothing is
-- funded on them, and they die by themselves within three days.
alter table voucher.locks
    add column offer_id     uuid,
    add column product      text,
    add column funded_minor bigint,
    add constraint a_lock_says_all_of_what_is_sold_or_nothing
        check (num_nonnulls(offer_id, product, funded_minor) in (0, 3)),
    add constraint a_lock_is_for_a_purchase_or_a_pledge check (product in ('PURCHASE', 'PLEDGE')),
    add constraint a_lock_is_for_more_than_nothing check (funded_minor > 0);

create function voucher.refuse_what_was_not_locked() returns trigger language plpgsql as $$
begin
    if not exists (
        select from voucher.locks held
         where held.voucher_no = new.voucher_no and held.state = 'HELD' and held.bank_id = new.bank_id
           and held.product = new.product and held.funded_minor = new.funded_minor) then
        raise exception 'The holder of voucher % has not locked it for this', new.voucher_no
            using errcode = 'check_violation', schema = 'voucher', table = 'fundings',
                  constraint = 'what_is_funded_is_what_the_holder_has_locked';
    end if;
    return null;
end $$;

create trigger what_is_funded_is_what_the_holder_has_locked
    after insert on voucher.fundings
    for each row execute function voucher.refuse_what_was_not_locked();
