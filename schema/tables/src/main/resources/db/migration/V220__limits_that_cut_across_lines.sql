-- Limits that cut across lines stand beside the tree, and move by the same movements: what a chain-master may have
-- outstanding in vouchers over all banks (开立额度), what a bank lends to one name over all chains (单一客户集中度), and
-- what a guarantor has promised a bank (担保额度). A path takes them together with the nodes of its line.
alter table creditline.nodes
    alter column line_id drop not null,
    alter column limit_minor drop not null,
    add column bank_id  uuid,
    add column party_id uuid,
    add column currency text,
    add column document text,
    drop constraint a_level_is_one_of_four,
    drop constraint only_the_chain_has_no_parent,
    drop constraint a_tree_has_one_node_per_place,
    add constraint a_level_is_known check (level in
        ('CHAIN', 'TIER', 'SUPPLIER', 'PRODUCT', 'SINGLE_NAME', 'GUARANTEE_POOL', 'ISSUING_QUOTA')),
    add constraint only_a_sub_limit_has_a_parent
        check ((parent_node_id is not null) = (level in ('TIER', 'SUPPLIER', 'PRODUCT'))),
    add constraint a_cross_cut_stands_in_no_line
        check ((line_id is null) = (level in ('SINGLE_NAME', 'GUARANTEE_POOL', 'ISSUING_QUOTA'))),
    add constraint a_cross_cut_names_whom_it_limits
        check ((party_id is not null) = (line_id is null) and (currency is not null) = (line_id is null)),
    add constraint a_cross_cut_of_a_bank_names_the_bank
        check ((bank_id is not null) = (level in ('SINGLE_NAME', 'GUARANTEE_POOL'))),
    add constraint a_guarantee_rests_on_a_document
        check ((document is not null) = (level = 'GUARANTEE_POOL') and btrim(document) <> ''),
    add constraint only_a_quota_stands_without_a_limit check (limit_minor is not null or level = 'ISSUING_QUOTA'),
    add constraint a_cross_cut_limits_a_party foreign key (party_id) references enterprise.enterprises,
    add constraint a_cross_cut_is_set_by_a_bank foreign key (bank_id) references enterprise.enterprises;

create unique index a_tree_has_one_node_per_place
    on creditline.nodes (line_id, level, tier, supplier_id, product) nulls not distinct where line_id is not null;
create unique index a_cross_cut_stands_once
    on creditline.nodes (level, bank_id, party_id, currency) nulls not distinct where line_id is null;

-- The limits of suppliers that a guarantor stands behind: what is drawn on them is drawn on its promise too.
create table creditline.guaranteed_nodes (
    pool_node_id uuid not null,
    node_id      uuid not null,

    constraint a_pool_covers_a_limit_once primary key (pool_node_id, node_id),
    constraint a_pool_is_a_node foreign key (pool_node_id) references creditline.nodes,
    constraint a_covered_limit_is_a_node foreign key (node_id) references creditline.nodes
);

create index pools_behind_a_limit on creditline.guaranteed_nodes (node_id);

-- A voucher takes of its issuer's quota as a request takes of a line: reserved while it waits for its payee, used while
-- it is owed, free again when it is paid. It lapses by no time of its own.
alter table creditline.holds
    alter column line_id drop not null,
    alter column expires_at drop not null,
    add constraint a_hold_on_a_line_has_an_end check ((expires_at is not null) = (line_id is not null));

create unique index a_voucher_takes_of_its_quota_once on creditline.holds (node_id, reference) where line_id is null;

-- What the listing of a chain-master brings to a line (规模、利率、审批倾斜), and the version of the listing that brought it.
alter table creditline.lines
    add column entry_id            uuid,
    add column listing_version     integer,
    add column scale_minor         bigint,
    add column rate_cap_millionths bigint,
    add column approval_days       integer,
    add constraint a_preference_rests_on_a_listing check (
        (entry_id is not null and listing_version is not null)
        or (scale_minor is null and rate_cap_millionths is null and approval_days is null)),
    add constraint a_preference_is_not_negative
        check (scale_minor >= 0 and rate_cap_millionths >= 0 and approval_days >= 0),
    add constraint a_line_rests_on_a_version_of_a_listing
        foreign key (entry_id, listing_version) references whitelist.versions (entry_id, version);
