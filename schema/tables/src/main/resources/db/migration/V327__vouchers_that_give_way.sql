-- Vouchers give way to a dilution (减额让位): whoever holds one signs the act beside debtor and creditor, and it ends whole.
alter table receivable.dilutions
    add column vouchers        text[] not null default '{}',
    add column holders         uuid[] not null default '{}',
    add column given_way_minor bigint not null default 0,
    add constraint what_gives_way_is_worth_something
        check ((given_way_minor > 0) = (cardinality(vouchers) > 0) and given_way_minor >= 0),
    add constraint whoever_holds_what_gives_way_signs
        check ((cardinality(holders) > 0) = (cardinality(vouchers) > 0));
