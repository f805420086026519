create schema registration;

-- The record of a registration in the unified system of the credit reference centre (中登网动产融资统一登记):
-- number and time decide who comes first among financiers (民法典 768), so nobody is paid before they stand here.
create table registration.registrations (
    id              uuid        not null,
    request_id      uuid        not null,
    bank_id         uuid        not null,
    registration_no text        not null,
    registered_at   timestamptz not null,
    searched_at     timestamptz not null,
    search_result   text        not null,
    asset_text      text        not null,
    recorded_by     text        not null,
    recorded_at     timestamptz not null,

    constraint a_registration_is_recorded_once primary key (id),
    constraint a_request_is_registered_once unique (request_id),
    constraint a_registration_is_for_a_request foreign key (request_id) references financing.requests (id),
    constraint a_registration_is_made_by_a_bank foreign key (bank_id) references enterprise.enterprises (id),
    constraint a_registration_number_is_used_once unique (registration_no),
    constraint a_registration_number_has_twenty_digits check (registration_no ~ '^[0-9]{20}$'),
    constraint who_registers_has_searched_before check (searched_at <= registered_at),
    constraint nothing_is_registered_in_the_future check (registered_at <= recorded_at + interval '5 minutes'),
    constraint only_a_clear_search_is_relied_on check (search_result = 'NO_PRIOR_REGISTRATION'),
    constraint a_registration_describes_the_claim check (btrim(asset_text) <> '')
);
