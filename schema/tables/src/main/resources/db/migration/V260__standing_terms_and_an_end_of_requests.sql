-- A bank's standing terms (预授信报价): whoever asks within them has an offer at once, as long as the line has room.
create table financing.standing_terms (
    id                     uuid        not null,
    bank_id                uuid        not null,
    master_id              uuid        not null,
    supplier_id            uuid,
    product                text        not null,
    interest_mode          text        not null,
    day_count              text        not null,
    annual_rate_millionths bigint      not null,
    currency               text        not null,
    most_minor             bigint      not null,
    fees_minor             bigint      not null,
    offer_hours            integer     not null,
    effective_from         date        not null,
    effective_to           date        not null,
    set_by                 text        not null,
    set_at                 timestamptz not null,
    ended_at               timestamptz,

    constraint standing_terms_are_set_once primary key (id),
    constraint standing_terms_are_a_banks foreign key (bank_id) references enterprise.enterprises (id),
    constraint standing_terms_name_who_pays foreign key (master_id) references enterprise.enterprises (id),
    constraint standing_terms_name_a_party foreign key (supplier_id) references enterprise.enterprises (id),
    constraint standing_terms_are_for_a_known_product
        check (product in ('PAYABLES_FINANCE', 'RECEIVABLES_PLEDGE_LOAN')),
    constraint standing_interest_is_up_front_or_at_maturity check (interest_mode in ('UP_FRONT', 'AT_MATURITY')),
    -- 民法典 670, as for every offer.
    constraint standing_terms_discount_only_a_purchase
        check (interest_mode = 'AT_MATURITY' or product = 'PAYABLES_FINANCE'),
    constraint standing_terms_count_days_in_a_known_way check (day_count in ('ACT_360', 'ACT_365F', 'THIRTY_E_360')),
    constraint standing_terms_are_for_more_than_nothing check (most_minor > 0),
    constraint standing_terms_never_pay_the_customer check (annual_rate_millionths >= 0 and fees_minor >= 0),
    constraint a_standing_offer_is_valid_for_hours check (offer_hours between 1 and 720),
    constraint standing_terms_end_after_they_begin check (effective_to >= effective_from)
);

create index standing_terms_of_a_bank on financing.standing_terms (bank_id, set_at, id);
create unique index a_bank_has_one_standing_answer on financing.standing_terms
    (bank_id, master_id, supplier_id, product, currency) nulls not distinct where ended_at is null;

alter table financing.offers
    add column standing_terms_id uuid,
    add constraint an_offer_at_once_rests_on_standing_terms
        foreign key (standing_terms_id) references financing.standing_terms (id);

-- A holder may say until when it waits for offers. Nobody answers after that.
alter table financing.requests
    add column valid_until timestamptz,
    add constraint a_request_is_open_for_some_time check (valid_until > submitted_at);

create index open_requests_by_their_end on financing.requests (valid_until) where state in ('SUBMITTED', 'OFFERED');
