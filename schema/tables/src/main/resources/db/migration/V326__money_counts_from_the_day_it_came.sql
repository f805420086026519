-- A bank may tell of a payment days after it came. Interest stops on the day on which the money was there, and the books are
-- kept on the day on which it was told: where the two differ, both stand.
alter table loan.repayments
    add column credited_on date,
    add constraint only_what_a_receipt_tells_came_before_it_was_recorded check (
        credited_on is null or credited_on < business_date and bank_receipt_id is not null);
