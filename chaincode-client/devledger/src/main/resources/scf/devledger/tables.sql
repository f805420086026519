-- What the development ledger keeps. A block, the standing of its transactions and the state it leaves behind are
-- written in one database transaction, so that a kill at any moment leaves whole blocks only.

create schema if not exists devledger;

create table if not exists devledger.genesis (
    only_one boolean default true not null,
    content  bytea not null,
    constraint there_is_one_genesis primary key (only_one),
    constraint there_is_no_second_genesis check (only_one)
);

-- Certificates as DER, private keys as PKCS #8.
create table if not exists devledger.organisations (
    msp_id             text not null,
    root               bytea not null,
    peer_certificate   bytea not null,
    peer_key           bytea not null,
    client_certificate bytea not null,
    client_key         bytea not null,
    constraint an_organisation_is_named_once primary key (msp_id)
);

create table if not exists devledger.blocks (
    number  bigint not null,
    content bytea not null,
    constraint a_block_has_its_own_number primary key (number)
);

-- The first appearance of each transaction id, valid or not. A second one is a duplicate and is not listed.
create table if not exists devledger.transactions (
    id       text not null,
    block    bigint not null,
    position integer not null,
    code     integer not null,
    constraint a_transaction_id_counts_once primary key (id),
    constraint a_transaction_stands_in_a_block foreign key (block) references devledger.blocks
);

-- What every organisation holds: the public state …
create table if not exists devledger.public_state (
    key      bytea not null,
    value    bytea not null,
    block    bigint not null,
    position integer not null,
    constraint a_key_has_one_value primary key (key)
);

-- … and the hashes of the private state.
create table if not exists devledger.hashed_state (
    collection text not null,
    key_hash   bytea not null,
    value_hash bytea not null,
    block      bigint not null,
    position   integer not null,
    constraint a_private_key_has_one_hash primary key (collection, key_hash)
);

-- What only a collection's members hold, each for itself.
create table if not exists devledger.private_state (
    organisation text not null,
    collection   text not null,
    key          bytea not null,
    value        bytea not null,
    block        bigint not null,
    position     integer not null,
    constraint a_private_key_has_one_value_per_member primary key (organisation, collection, key),
    constraint private_state_belongs_to_an_organisation foreign key (organisation) references devledger.organisations
);

-- Private writes of endorsed transactions that have not committed yet, kept by each member (Fabric: transient store).
-- `height` is the ledger's height at endorsement: what never commits is thrown away after a while.
create table if not exists devledger.transient_writes (
    organisation   text not null,
    transaction_id text not null,
    collection     text not null,
    hash           bytea not null,
    content        bytea not null,
    height         bigint not null,
    constraint endorsed_private_writes_are_kept_once primary key (organisation, transaction_id, collection, hash),
    constraint transient_writes_belong_to_an_organisation
        foreign key (organisation) references devledger.organisations
);
