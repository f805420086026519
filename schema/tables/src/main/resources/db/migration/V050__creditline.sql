create schema creditline;

-- The whole-chain line (整链授信) of one bank to one chain.
create table creditline.lines (
    id         uuid        not null,
    bank_id    uuid        not null,
    chain_id   uuid        not null,
    master_id  uuid        not null,
    currency   text        not null,
    granted_at timestamptz not null,
    granted_by text        not null,

    constraint a_line_has_one_id primary key (id),
    constraint a_line_is_granted_by_a_bank foreign key (bank_id) references enterprise.enterprises,
    constraint a_line_is_granted_to_a_chain
        foreign key (chain_id, master_id) references chain.chains (id, master_id),
    constraint a_bank_has_one_line_per_chain_and_currency unique (bank_id, chain_id, currency),
    constraint a_currency_has_three_letters check (currency ~ '^[A-Z]{3}$')
);

create index lines_of_a_bank on creditline.lines (bank_id, granted_at, id);

-- A node of the limit tree: CHAIN over TIER over SUPPLIER over PRODUCT. What is reserved, used and drawn is the sum of
-- the movements and moves by them alone.
create table creditline.nodes (
    id             uuid        not null,
    line_id        uuid        not null,
    parent_node_id uuid,
    level          text        not null,
    parent_level   text generated always as (
        case level when 'TIER' then 'CHAIN' when 'SUPPLIER' then 'TIER' when 'PRODUCT' then 'SUPPLIER' end) stored,
    tier           integer,
    supplier_id    uuid,
    product        text,
    limit_minor    bigint      not null,
    revolving      boolean     not null,
    effective_from date        not null,
    effective_to   date        not null,
    frozen         boolean     not null default false,
    frozen_reason  text,
    removed        boolean     not null default false,
    reserved_minor bigint      not null default 0,
    used_minor     bigint      not null default 0,
    drawn_minor    bigint      not null default 0,
    created_at     timestamptz not null,

    constraint a_node_has_one_id primary key (id),
    constraint a_node_belongs_to_a_line foreign key (line_id) references creditline.lines,
    constraint a_node_has_one_level unique (line_id, id, level),
    constraint a_level_is_one_of_four check (level in ('CHAIN', 'TIER', 'SUPPLIER', 'PRODUCT')),
    constraint only_the_chain_has_no_parent check ((parent_node_id is null) = (level = 'CHAIN')),
    constraint a_parent_stands_one_level_above
        foreign key (line_id, parent_node_id, parent_level) references creditline.nodes (line_id, id, level),
    constraint a_node_names_what_its_level_needs check (
        (tier is not null) = (level in ('TIER', 'SUPPLIER', 'PRODUCT'))
        and (supplier_id is not null) = (level in ('SUPPLIER', 'PRODUCT'))
        and (product is not null) = (level = 'PRODUCT')),
    constraint a_supplier_with_a_limit_is_a_party foreign key (supplier_id) references enterprise.enterprises,
    constraint a_tree_has_one_node_per_place unique nulls not distinct (line_id, level, tier, supplier_id, product),
    constraint a_limit_is_not_negative check (limit_minor >= 0),
    constraint a_limit_ends_after_it_begins check (effective_to >= effective_from),
    constraint a_freeze_has_a_reason check (frozen = (frozen_reason is not null)),
    constraint nothing_is_reserved_below_zero check (reserved_minor >= 0),
    constraint nothing_is_used_below_zero check (used_minor >= 0),
    constraint nothing_is_used_that_was_not_drawn check (used_minor <= drawn_minor)
);

-- A reservation of credit (预占) on a whole path, named by its leaf.
create table creditline.holds (
    id             uuid        not null,
    line_id        uuid        not null,
    node_id        uuid        not null,
    amount_minor   bigint      not null,
    reference      text        not null,
    state          text        not null,
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    resolved_at    timestamptz,
    restored_minor bigint      not null default 0,

    constraint a_hold_has_one_id primary key (id),
    constraint a_hold_belongs_to_a_line foreign key (line_id) references creditline.lines,
    constraint a_hold_stands_on_a_node foreign key (node_id) references creditline.nodes,
    constraint a_reference_is_held_once_on_a_line unique (line_id, reference),
    constraint a_hold_is_of_something check (amount_minor > 0),
    constraint a_hold_state_is_known check (state in ('PENDING', 'POSTED', 'RELEASED', 'EXPIRED')),
    constraint a_hold_is_resolved_when_it_is_not_pending check ((resolved_at is null) = (state = 'PENDING')),
    constraint only_what_was_posted_is_restored check (restored_minor = 0 or state = 'POSTED'),
    constraint no_more_is_restored_than_was_posted check (restored_minor between 0 and amount_minor)
);

create index holds_that_expire on creditline.holds (line_id, expires_at) where state = 'PENDING';

-- What happened to a node, in order, for ever. The balances of the node are the sum of its movements.
create table creditline.movements (
    seq            bigint generated always as identity,
    node_id        uuid        not null,
    hold_id        uuid        not null,
    kind           text        not null,
    reserved_minor bigint      not null,
    used_minor     bigint      not null,
    drawn_minor    bigint      not null,
    moved_at       timestamptz not null,

    constraint a_movement_has_one_number primary key (seq),
    constraint a_movement_is_of_a_node foreign key (node_id) references creditline.nodes,
    constraint a_movement_is_of_a_hold foreign key (hold_id) references creditline.holds,
    constraint a_movement_moves_what_its_kind_says check (
        kind = 'RESERVE' and reserved_minor > 0 and used_minor = 0 and drawn_minor = 0
        or kind = 'POST' and reserved_minor < 0 and used_minor = -reserved_minor and drawn_minor = used_minor
        or kind in ('RELEASE', 'EXPIRE') and reserved_minor < 0 and used_minor = 0 and drawn_minor = 0
        or kind = 'RESTORE' and reserved_minor = 0 and used_minor < 0 and drawn_minor = 0)
);

create unique index a_hold_reserves_once on creditline.movements (hold_id, node_id) where kind = 'RESERVE';
create unique index a_hold_resolves_once on creditline.movements (hold_id, node_id)
    where kind in ('POST', 'RELEASE', 'EXPIRE');
create index movements_of_a_node on creditline.movements (node_id, seq);

create function creditline.move() returns trigger language plpgsql as $$
declare
    node creditline.nodes;
begin
    update creditline.nodes
       set reserved_minor = reserved_minor + new.reserved_minor,
           used_minor     = used_minor + new.used_minor,
           drawn_minor    = drawn_minor + new.drawn_minor
     where id = new.node_id
    returning * into node;
    if new.kind = 'RESERVE' and node.limit_minor < node.reserved_minor
            + (case when node.revolving then node.used_minor else node.drawn_minor end) then
        raise exception using errcode = '23514', constraint = 'no_reservation_passes_the_limit',
            schema = 'creditline', table = 'movements',
            message = 'node ' || node.id || ' has no room: no_reservation_passes_the_limit';
    end if;
    return null;
end $$;

create trigger a_movement_moves_the_balance after insert on creditline.movements
    for each row execute function creditline.move();

create function creditline.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception using errcode = '23514', constraint = 'a_movement_is_never_rewritten',
        schema = 'creditline', table = 'movements',
        message = 'a movement is never rewritten: a_movement_is_never_rewritten';
end $$;

create trigger a_movement_is_never_rewritten before update or delete on creditline.movements
    for each row execute function creditline.refuse_change();

create function creditline.refuse_moving_by_hand() returns trigger language plpgsql as $$
begin
    raise exception using errcode = '23514', constraint = 'a_balance_moves_only_by_movements',
        schema = 'creditline', table = 'nodes',
        message = 'the balance of node ' || new.id || ' moves only by movements: a_balance_moves_only_by_movements';
end $$;

create trigger a_balance_moves_only_by_movements before update of reserved_minor, used_minor, drawn_minor
    on creditline.nodes for each row
    when (pg_trigger_depth() = 0
        and (old.reserved_minor, old.used_minor, old.drawn_minor)
            is distinct from (new.reserved_minor, new.used_minor, new.drawn_minor))
    execute function creditline.refuse_moving_by_hand();

create trigger a_node_starts_empty before insert on creditline.nodes for each row
    when (new.reserved_minor <> 0 or new.used_minor <> 0 or new.drawn_minor <> 0)
    execute function creditline.refuse_moving_by_hand();

-- A batch of sub-limits (批量授信): one decision of the bank on many rows, once per number.
create table creditline.batches (
    line_id      uuid        not null,
    batch_no     text        not null,
    content_hash text        not null,
    received_at  timestamptz not null,
    received_by  text        not null,

    constraint a_batch_number_is_used_once_on_a_line primary key (line_id, batch_no),
    constraint a_batch_belongs_to_a_line foreign key (line_id) references creditline.lines
);

create table creditline.batch_rows (
    line_id  uuid    not null,
    batch_no text    not null,
    row_no   integer not null,
    node_id  uuid,
    code     text,
    detail   text,

    constraint a_batch_row_is_answered_once primary key (line_id, batch_no, row_no),
    constraint a_batch_row_belongs_to_a_batch foreign key (line_id, batch_no) references creditline.batches,
    constraint a_granted_row_names_its_node foreign key (node_id) references creditline.nodes,
    constraint a_batch_row_is_granted_or_refused check ((node_id is null) = (code is not null and detail is not null))
);
