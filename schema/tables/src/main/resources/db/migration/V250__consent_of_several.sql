-- Acts that several sign: the same header, each with its own key. The act is told when the last signature is there.
create table ledger.signatures (
    act_hash  text    not null,
    position  integer not null, -- 0 is the actor, then those who consent, in the order of the header
    party_id  uuid    not null,
    kid       text    not null,
    signature bytea,
    signed_at timestamptz,

    constraint an_act_has_one_signer_at_a_place primary key (act_hash, position),
    constraint a_party_signs_an_act_once unique (act_hash, party_id),
    constraint only_a_prepared_act_is_signed foreign key (act_hash) references ledger.prepared_acts (act_hash),
    constraint a_known_party_signs foreign key (party_id) references enterprise.enterprises (id),
    constraint a_signers_place_is_counted_from_the_actor check (position >= 0),
    constraint a_signature_says_when check ((signature is null) = (signed_at is null))
);

create function ledger.refuse_another_signature() returns trigger language plpgsql as $$
begin
    raise exception 'What % has signed is kept as it was signed', old.party_id
        using errcode = 'check_violation', schema = 'ledger', table = 'signatures',
              constraint = 'a_signature_is_never_replaced';
end $$;

create trigger a_signature_is_never_replaced
    before update on ledger.signatures
    for each row
    when (old.signature is not null)
    execute function ledger.refuse_another_signature();
