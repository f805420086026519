-- A bank that does not pay lets go of its lock before its time. The voucher stays locked until the ledger has heard it.
alter table voucher.locks
    add column release_act_hash text,
    drop constraint a_lock_is_in_a_known_state,
    add constraint a_lock_is_in_a_known_state
        check (state in ('ASKED', 'HELD', 'RELEASING', 'RELEASED', 'FUNDED', 'REFUSED', 'EXPIRED')),
    add constraint a_released_lock_names_its_act
        check (state not in ('RELEASING', 'RELEASED') or release_act_hash is not null);

drop index voucher.a_voucher_has_one_live_lock;
create unique index a_voucher_has_one_live_lock on voucher.locks (voucher_no)
    where state in ('ASKED', 'HELD', 'RELEASING', 'FUNDED');
