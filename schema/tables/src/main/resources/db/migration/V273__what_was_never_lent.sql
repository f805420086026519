-- A loan that was originated and never paid out drew nothing: what its hold took as drawn is taken back as well, or a
-- limit that does not revolve would be used up by money that nobody received.
alter table creditline.movements drop constraint a_movement_moves_what_its_kind_says;
alter table creditline.movements add constraint a_movement_moves_what_its_kind_says check (
    kind = 'RESERVE' and reserved_minor > 0 and used_minor = 0 and drawn_minor = 0
    or kind = 'POST' and reserved_minor < 0 and used_minor = -reserved_minor and drawn_minor = used_minor
    or kind in ('RELEASE', 'EXPIRE') and reserved_minor < 0 and used_minor = 0 and drawn_minor = 0
    or kind = 'RESTORE' and reserved_minor = 0 and used_minor < 0 and drawn_minor = 0
    or kind = 'RETAKE' and reserved_minor = 0 and used_minor > 0 and drawn_minor = 0
    or kind = 'CANCEL' and reserved_minor = 0 and used_minor < 0 and drawn_minor = used_minor);

-- Claimed costs join what is owed, and what is owed is added up: a bound far above any claim keeps the sum a number.
alter table loan.repayments add constraint claimed_costs_are_bounded check (costs_claimed_minor <= 1000000000000);

-- Whoever sells a receivable without recourse owes nothing afterwards, so no interest falls due at maturity (民法典 767).
alter table financing.offers add constraint who_sells_owes_no_interest_afterwards check (
    product <> 'PAYABLES_FINANCE' or interest_mode = 'UP_FRONT');
alter table financing.standing_terms add constraint who_sells_on_standing_terms_owes_no_interest_afterwards check (
    product <> 'PAYABLES_FINANCE' or interest_mode = 'UP_FRONT');
