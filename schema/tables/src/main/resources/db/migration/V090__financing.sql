create schema financing;

-- A holder asks several banks at once for money on one voucher (融资申请).
create table financing.requests (
    id                uuid        not null,
    voucher_no        text        not null,
    holder_id         uuid        not null,
    issuer_id         uuid        not null,
    product           text        not null,
    currency          text        not null,
    asked_minor       bigint      not null,
    state             text        not null,
    accepted_offer_id uuid,
    hold_id           uuid,
    locked_until      timestamptz,
    locked_at         timestamptz,
    refusal           text,
    submitted_by      text        not null,
    submitted_at      timestamptz not null,
    changed_at        timestamptz not null,

    constraint a_request_is_made_once primary key (id),
    constraint a_request_is_on_a_voucher foreign key (voucher_no) references voucher.vouchers (no),
    constraint a_request_is_made_by_a_holder foreign key (holder_id) references enterprise.enterprises (id),
    constraint a_request_names_who_pays foreign key (issuer_id) references enterprise.enterprises (id),
    constraint a_hold_is_on_a_line foreign key (hold_id) references creditline.holds (id),
    constraint a_request_is_for_a_known_product check (product in ('PAYABLES_FINANCE', 'RECEIVABLES_PLEDGE_LOAN')),
    constraint a_request_asks_for_more_than_nothing check (asked_minor > 0),
    constraint a_request_is_in_a_known_state check (state in
        ('SUBMITTED', 'OFFERED', 'ACCEPTED', 'REGISTERED', 'ORIGINATED', 'DISBURSED', 'CLOSED', 'REJECTED', 'WITHDRAWN',
         'EXPIRED')),
    constraint an_accepted_request_has_offer_and_hold_and_lock check (
        state not in ('ACCEPTED', 'REGISTERED', 'ORIGINATED', 'DISBURSED', 'CLOSED')
        or (accepted_offer_id is not null and hold_id is not null and locked_until is not null)),
    constraint an_open_request_holds_nothing check (
        state not in ('SUBMITTED', 'OFFERED', 'REJECTED', 'WITHDRAWN')
        or (accepted_offer_id is null and hold_id is null and locked_until is null and locked_at is null)),
    constraint a_request_is_registered_only_when_locked check (
        state not in ('REGISTERED', 'ORIGINATED', 'DISBURSED', 'CLOSED') or locked_at is not null)
);

create unique index a_voucher_has_one_accepted_request on financing.requests (voucher_no)
    where state in ('ACCEPTED', 'REGISTERED', 'ORIGINATED', 'DISBURSED');
create unique index a_hold_stands_for_one_request on financing.requests (hold_id);
create index requests_of_a_holder on financing.requests (holder_id, submitted_at, id);

-- The banks that were asked, and what each answered. A bank that was not asked does not know of the request.
create table financing.asked_banks (
    request_id  uuid not null,
    bank_id     uuid not null,
    answer      text not null default 'NONE',
    reason_code text,
    reason      text,
    answered_at timestamptz,

    constraint a_bank_is_asked_once primary key (request_id, bank_id),
    constraint a_bank_is_asked_about_a_request foreign key (request_id) references financing.requests (id),
    constraint an_asked_bank_is_a_party foreign key (bank_id) references enterprise.enterprises (id),
    constraint a_bank_offers_or_rejects check (answer in ('NONE', 'OFFERED', 'REJECTED')),
    constraint an_answer_has_its_time check ((answer = 'NONE') = (answered_at is null)),
    constraint a_rejection_has_a_reason check ((answer = 'REJECTED') = (reason_code is not null))
);

create index requests_put_to_a_bank on financing.asked_banks (bank_id, request_id);

-- A bank's offer (报价) with the figures that the holder sees before it accepts.
create table financing.offers (
    id                uuid        not null,
    request_id        uuid        not null,
    bank_id           uuid        not null,
    product           text        not null,
    interest_mode     text        not null,
    day_count         text        not null,
    annual_rate_millionths   bigint      not null,
    currency          text        not null,
    amount_minor      bigint      not null,
    fees_minor        bigint      not null,
    start_date        date        not null,
    due_date          date        not null,
    days              integer     not null,
    interest_minor    bigint      not null,
    net_minor         bigint      not null,
    all_in_annual_millionths bigint      not null,
    valid_until       timestamptz not null,
    offered_by        text        not null,
    offered_at        timestamptz not null,

    constraint an_offer_is_made_once primary key (id),
    constraint an_offer_belongs_to_its_request unique (id, request_id),
    constraint only_an_asked_bank_offers foreign key (request_id, bank_id)
        references financing.asked_banks (request_id, bank_id),
    constraint an_offer_is_for_a_known_product check (product in ('PAYABLES_FINANCE', 'RECEIVABLES_PLEDGE_LOAN')),
    constraint interest_is_up_front_or_at_maturity check (interest_mode in ('UP_FRONT', 'AT_MATURITY')),
    -- 民法典 670: interest must not be deducted from a loan in advance. A purchase is no loan.
    constraint only_a_purchase_is_discounted_up_front
        check (interest_mode = 'AT_MATURITY' or product = 'PAYABLES_FINANCE'),
    constraint an_offer_counts_days_in_a_known_way check (day_count in ('ACT_360', 'ACT_365F', 'THIRTY_E_360')),
    constraint an_offer_is_of_more_than_nothing check (amount_minor > 0 and net_minor > 0 and days > 0),
    constraint an_offer_never_pays_the_customer_to_borrow
        check (annual_rate_millionths >= 0 and fees_minor >= 0 and interest_minor >= 0 and all_in_annual_millionths >= 0),
    constraint what_is_deducted_adds_up check (net_minor = amount_minor - fees_minor
        - case when interest_mode = 'UP_FRONT' then interest_minor else 0 end),
    constraint an_offer_runs_from_start_to_due check (due_date > start_date),
    constraint an_offer_is_valid_for_some_time check (valid_until > offered_at)
);

create index offers_on_a_request on financing.offers (request_id, offered_at, id);

alter table financing.requests
    add constraint the_accepted_offer_is_of_this_request
        foreign key (accepted_offer_id, id) references financing.offers (id, request_id);
