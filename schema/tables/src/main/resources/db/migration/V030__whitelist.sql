create schema whitelist;

-- The financing whitelist (融资白名单): one living entry per chain-master, and every step of it kept as a version.
create table whitelist.entries (
    id            uuid        not null,
    enterprise_id uuid        not null,
    state         text        not null,
    version       integer     not null,
    declared_at   timestamptz not null,

    constraint an_entry_has_one_id primary key (id),
    constraint an_entry_is_of_a_party foreign key (enterprise_id) references enterprise.enterprises,
    constraint an_entry_state_is_known check (
        state in ('DECLARED', 'RECOMMENDED', 'REVIEWED', 'PUBLICISED', 'LISTED', 'SUSPENDED', 'REMOVED')),
    constraint an_entry_counts_its_versions_from_one check (version >= 1)
);

create unique index a_chain_master_has_one_living_entry on whitelist.entries (enterprise_id) where state <> 'REMOVED';
create index entries_in_order on whitelist.entries (declared_at, id);

-- A step of an entry: who, when, why. `list_version` counts the changes of the published list.
create table whitelist.versions (
    entry_id     uuid        not null,
    version      integer     not null,
    state        text        not null,
    actor_id     uuid        not null,
    acted_by     text        not null,
    acted_at     timestamptz not null,
    effective_on date        not null,
    reason       text        not null,
    notice_until date,
    list_version bigint,

    constraint a_version_is_written_once primary key (entry_id, version),
    constraint a_version_belongs_to_an_entry foreign key (entry_id) references whitelist.entries,
    constraint a_version_has_an_actor foreign key (actor_id) references enterprise.enterprises,
    constraint the_list_has_one_change_per_version unique (list_version),
    constraint a_step_has_a_reason check (btrim(reason) <> ''),
    constraint only_a_publication_runs_a_notice check ((notice_until is not null) = (state = 'PUBLICISED')),
    constraint a_notice_does_not_end_before_it_begins check (notice_until >= effective_on),
    constraint what_touches_the_list_has_a_list_version
        check ((list_version is not null) = (state in ('LISTED', 'SUSPENDED', 'REMOVED'))),
    constraint an_entry_begins_declared check ((version = 1) = (state = 'DECLARED'))
);

-- The entry shows its newest version, and no version is ever rewritten.
alter table whitelist.entries add constraint an_entry_shows_a_version_that_exists
    foreign key (id, version) references whitelist.versions (entry_id, version) deferrable initially deferred;

create function whitelist.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception using errcode = '23514', constraint = 'a_version_is_never_rewritten',
        schema = 'whitelist', table = 'versions',
        message = 'a version of the whitelist is never rewritten: a_version_is_never_rewritten';
end $$;

create trigger a_version_is_never_rewritten before update or delete on whitelist.versions
    for each row execute function whitelist.refuse_change();

-- What somebody has to say against a chain-master while it is publicised (公示).
create table whitelist.objections (
    id               uuid        not null,
    entry_id         uuid        not null,
    reporter_id      uuid        not null,
    raised_by        text        not null,
    raised_at        timestamptz not null,
    statement        text        not null,
    dismissed_at     timestamptz,
    dismissed_reason text,

    constraint an_objection_has_one_id primary key (id),
    constraint an_objection_is_about_an_entry foreign key (entry_id) references whitelist.entries,
    constraint an_objection_has_a_reporter foreign key (reporter_id) references enterprise.enterprises,
    constraint an_objection_says_something check (btrim(statement) <> ''),
    constraint a_dismissal_has_a_reason check ((dismissed_at is null) = (dismissed_reason is null))
);

create index objections_of_an_entry on whitelist.objections (entry_id, raised_at, id);
