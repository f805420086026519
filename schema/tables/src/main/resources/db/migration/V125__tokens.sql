create schema tokens;

-- The key that signs access tokens; its private half is sealed with the platform's key-encryption key.
create table tokens.signing_keys (
    name        text        not null,
    sealed_jwk  bytea       not null,
    created_at  timestamptz not null,

    constraint a_token_key_is_written_once primary key (name)
);

-- What may be used once: client assertions (RFC 7523) and DPoP proofs (RFC 9449), on every instance of the platform.
create table tokens.used_ids (
    kind       text        not null,
    fingerprint bytea      not null,
    expires_at timestamptz not null,

    constraint an_assertion_or_proof_is_used_once primary key (kind, fingerprint),
    constraint used_ids_are_assertions_or_proofs check (kind in ('ASSERTION', 'PROOF'))
);

create index used_ids_by_expiry on tokens.used_ids (expires_at);
