-- A chain-master bears its share of interest in arrears too (付息分摊): it is due when the interest runs no longer, later than
-- the share of the fees, so a loan's share may be paid by more than one credit. Each credit counts once.
alter table loan.share_payments
    drop constraint a_share_is_paid_once,
    add constraint a_share_is_paid_once primary key (loan_id, bank_reference);
