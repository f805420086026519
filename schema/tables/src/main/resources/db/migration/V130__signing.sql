create schema signing;

-- The platform's own keys: it signs every answer. The private half lies here sealed; what opens it does not lie here.
create table signing.platform_keys (
    kid                text        not null,
    suite              text        not null,
    algorithm          text        not null,
    public_key         bytea       not null,
    sealed_private_key bytea       not null,
    drawn_at           timestamptz not null,

    constraint a_platform_key_is_drawn_once primary key (kid),
    constraint a_platform_key_belongs_to_one_of_two_suites check (suite in ('INTL', 'GM')),
    constraint a_platform_key_signs_in_its_suite
        check (algorithm = case suite when 'INTL' then 'ecdsa-p256-sha256' else 'sm2-sm3' end)
);

-- Two nodes that start at once on an empty database draw one key per suite, not two.
create unique index a_suite_has_one_platform_key on signing.platform_keys (suite);

-- Nonces that were spent, until nobody would accept their message any more.
create table signing.nonces (
    tenant_id  uuid        not null,
    kid        text        not null,
    nonce      text        not null,
    expires_at timestamptz not null,

    constraint a_nonce_is_spent_once primary key (tenant_id, kid, nonce),
    constraint a_nonce_is_spent_by_a_party foreign key (tenant_id) references enterprise.enterprises,
    constraint a_nonce_is_spent_under_a_key foreign key (kid) references enterprise.keys,
    constraint a_nonce_has_16_to_64_characters check (char_length(nonce) between 16 and 64)
);

create index nonces_by_expiry on signing.nonces (expires_at);

-- What was asked under an Idempotency-Key and what was answered, written in the transaction of the effect. Never purged:
-- the law asks for seven days and as long as the loan lives, and an answer is small.
create table signing.answers (
    tenant_id       uuid        not null,
    method          text        not null,
    path            text        not null,
    idempotency_key text        not null,
    fingerprint     bytea       not null,
    asked_at        timestamptz not null,
    -- Empty only while the transaction that asks is still running, so nobody ever reads it so.
    status          int,
    content_type    text,
    location        text,
    body            bytea,

    constraint a_key_is_used_once_for_a_call primary key (tenant_id, method, path, idempotency_key),
    constraint an_answer_is_given_to_a_party foreign key (tenant_id) references enterprise.enterprises,
    constraint an_idempotency_key_has_8_to_64_characters check (idempotency_key ~ '^[ -~]{8,64}$'),
    constraint a_fingerprint_is_a_sha_256 check (octet_length(fingerprint) = 32),
    constraint only_success_is_remembered check (status between 200 and 299),
    constraint an_answer_is_kept_whole check ((status is null) = (body is null))
);

-- The evidence of a call: what was asked, what was answered, both signatures, both keys, byte by byte.
create table signing.receipts (
    id                 uuid        not null,
    tenant_id          uuid        not null,
    kid                text        not null,
    algorithm          text        not null,
    public_key         bytea       not null,
    method             text        not null,
    target_uri         text        not null,
    received_at        timestamptz not null,
    request_head       bytea       not null,
    request_body       bytea       not null,
    request_base       bytea       not null,
    status             int         not null,
    response_head      bytea       not null,
    response_body      bytea       not null,
    response_base      bytea       not null,
    platform_kid       text        not null,
    keep_until         timestamptz not null,

    constraint a_receipt_is_written_once primary key (id),
    constraint a_receipt_belongs_to_a_party foreign key (tenant_id) references enterprise.enterprises,
    constraint a_receipt_names_the_callers_key foreign key (kid) references enterprise.keys,
    constraint a_receipt_names_our_key foreign key (platform_kid) references signing.platform_keys,
    -- 反洗钱法 asks for ten years.
    constraint a_receipt_is_kept_ten_years check (keep_until >= received_at + interval '10 years')
);

create function signing.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception using errcode = '23514', constraint = 'a_receipt_is_never_rewritten',
        schema = 'signing', table = 'receipts',
        message = 'the evidence of a call is never rewritten: a_receipt_is_never_rewritten';
end $$;

create trigger a_receipt_is_never_rewritten before update or delete on signing.receipts
    for each row execute function signing.refuse_change();

create trigger receipts_are_never_thrown_away before truncate on signing.receipts
    for each statement execute function signing.refuse_change();
