create schema chain;

-- The demonstration registry (示范库): one chain per chain-master (链主).
create table chain.chains (
    id            uuid        not null,
    master_id     uuid        not null,
    name          text        not null,
    industry      text        not null,
    registered_at timestamptz not null,

    constraint a_chain_has_one_id primary key (id),
    constraint a_chain_master_leads_one_chain unique (master_id),
    constraint a_chain_master_is_a_party foreign key (master_id) references enterprise.enterprises,
    constraint a_chain_and_its_master_go_together unique (id, master_id),
    constraint a_chain_has_a_name check (char_length(btrim(name)) between 2 and 120),
    constraint a_chain_has_an_industry check (char_length(btrim(industry)) between 2 and 120)
);

create index chains_in_order on chain.chains (registered_at, id);

-- The members (链属企业) by tier. Who stands in tier k > 1 was brought in by a member of tier k - 1.
create table chain.members (
    chain_id     uuid        not null,
    member_id    uuid        not null,
    master_id    uuid        not null,
    tier         integer     not null,
    inviter_id   uuid,
    inviter_tier integer generated always as (case when tier > 1 then tier - 1 end) stored,
    joined_at    timestamptz not null,

    constraint an_enterprise_joins_a_chain_once primary key (chain_id, member_id),
    constraint a_member_is_a_party foreign key (member_id) references enterprise.enterprises,
    constraint a_member_belongs_to_the_masters_chain
        foreign key (chain_id, master_id) references chain.chains (id, master_id),
    constraint a_master_is_no_member_of_its_own_chain check (member_id <> master_id),
    constraint a_tier_counts_from_one check (tier between 1 and 99),
    constraint only_the_first_tier_comes_uninvited check ((inviter_id is null) = (tier = 1)),
    constraint a_member_has_one_tier unique (chain_id, member_id, tier),
    constraint an_inviter_stands_one_tier_above
        foreign key (chain_id, inviter_id, inviter_tier) references chain.members (chain_id, member_id, tier)
);

create index members_in_order on chain.members (chain_id, joined_at, member_id);
