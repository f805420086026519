create schema enterprise;

-- Every party on the platform: the city, the banks, the chain-masters and their suppliers.
create table enterprise.enterprises (
    id               uuid        not null,
    kind             text        not null,
    name             text        not null,
    scheme           text        not null,
    identifier       text        not null,
    size_at_contract text,
    registered_at    timestamptz not null,

    constraint a_party_has_one_id primary key (id),
    constraint an_identifier_names_one_party unique (scheme, identifier),
    constraint a_party_is_the_city_a_bank_or_an_enterprise check (kind in ('CITY', 'BANK', 'ENTERPRISE')),
    constraint a_party_has_a_name check (char_length(btrim(name)) between 2 and 120),
    -- The check characters are recomputed in code (UnifiedSocialCreditCode, LegalEntityIdentifier); here stands the form.
    constraint an_identifier_has_the_form_of_its_scheme check (
        scheme = 'USCC' and identifier ~ '^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$'
        or scheme = 'LEI' and identifier ~ '^[0-9A-Z]{18}[0-9]{2}$'),
    constraint a_size_is_one_of_four check (size_at_contract in ('LARGE', 'MEDIUM', 'SMALL', 'MICRO')),
    constraint an_enterprise_declares_its_size check (kind <> 'ENTERPRISE' or size_at_contract is not null)
);

create unique index there_is_one_city on enterprise.enterprises (kind) where kind = 'CITY';
create index parties_in_order on enterprise.enterprises (registered_at, id);

-- A bank account of a party; money leaves only to one that its bank has verified.
create table enterprise.accounts (
    id          uuid        not null,
    owner_id    uuid        not null,
    name        text        not null,
    number      text        not null,
    bank_code   text        not null,
    bank_id     uuid        not null,
    opened_at   timestamptz not null,
    verified_at timestamptz,
    verified_by text,

    constraint an_account_has_one_id primary key (id),
    constraint an_account_has_an_owner foreign key (owner_id) references enterprise.enterprises,
    constraint an_account_is_kept_by_a_bank foreign key (bank_id) references enterprise.enterprises,
    constraint an_owner_names_an_account_once unique (owner_id, bank_code, number),
    constraint an_account_number_is_10_to_30_characters check (number ~ '^[0-9A-Za-z-]{10,30}$'),
    constraint an_account_name_is_2_to_120_characters check (char_length(btrim(name)) between 2 and 120),
    constraint a_bank_code_is_twelve_digits check (bank_code ~ '^[0-9]{12}$'),
    constraint a_verification_names_who_and_when check ((verified_at is null) = (verified_by is null))
);

create unique index a_verified_account_has_one_owner on enterprise.accounts (bank_code, number)
    where verified_at is not null;
create index accounts_of_an_owner on enterprise.accounts (owner_id, opened_at, id);

-- A public key and whose it is. Keys for acts and keys for signed HTTP are different keys.
create table enterprise.keys (
    kid            text        not null,
    owner_id       uuid        not null,
    usage          text        not null,
    algorithm      text        not null,
    public_key     bytea       not null,
    held_by        text        not null,
    status         text        not null,
    registrar_id   uuid        not null,
    registered_at  timestamptz not null,
    not_before     timestamptz not null,
    not_after      timestamptz not null,
    replaces_kid   text,
    act_hash       text,
    revoked_at     timestamptz,
    revoked_reason text,

    constraint a_key_is_registered_once primary key (kid),
    constraint a_key_has_an_owner foreign key (owner_id) references enterprise.enterprises,
    constraint a_key_has_a_registrar foreign key (registrar_id) references enterprise.enterprises,
    constraint a_new_key_replaces_a_known_one foreign key (replaces_kid) references enterprise.keys,
    constraint a_key_id_is_8_to_64_characters check (kid ~ '^[A-Za-z0-9._-]{8,64}$'),
    constraint a_key_signs_http_or_acts check (usage in ('HTTP', 'ACT')),
    constraint an_algorithm_is_one_of_four
        check (algorithm in ('ecdsa-p256-sha256', 'ed25519', 'sm2-sm3', 'sm2-sm3-asn1')),
    constraint a_key_is_held_by_a_named_person check (char_length(btrim(held_by)) between 1 and 64),
    constraint a_key_state_is_known check (status in ('REGISTERING', 'ACTIVE', 'REVOKING', 'REVOKED', 'REFUSED')),
    constraint only_act_keys_wait_for_the_ledger check (usage = 'ACT' or status not in ('REGISTERING', 'REVOKING', 'REFUSED')),
    constraint a_key_is_valid_for_some_time check (not_after > not_before),
    constraint a_revocation_says_when_and_why check (
        (revoked_at is not null) = (status = 'REVOKED')
        and (revoked_reason is not null) = (status in ('REVOKING', 'REVOKED'))),
    constraint what_the_ledger_must_hold_names_its_act
        check (status not in ('REGISTERING', 'REFUSED') or act_hash is not null)
);

-- Keys for acts and keys for HTTP are different keys: no public key stands under two names.
create unique index a_public_key_stands_under_one_name on enterprise.keys (public_key) where status <> 'REFUSED';
create index keys_of_an_owner on enterprise.keys (owner_id, registered_at, kid);
