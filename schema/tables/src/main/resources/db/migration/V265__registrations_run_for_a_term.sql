-- A registration stands for a term, is extended before that is over, and is discharged when the claim has been paid
-- (统一登记办法: 登记期限、展期、注销). What was recorded before stands without a term.
alter table registration.registrations
    add column search_no     text,
    add column proof_sha256  text,
    add column term_months   integer,
    add column expires_on    date,
    add column discharged_at timestamptz,
    add constraint a_registration_runs_for_a_term check ((term_months is null) = (expires_on is null)),
    add constraint a_term_is_of_months check (term_months > 0),
    add constraint a_proof_is_known_by_its_sha_256 check (proof_sha256 ~ '^[0-9a-f]{64}$'),
    add constraint a_search_number_says_something check (btrim(search_no) <> ''),
    add constraint a_discharge_follows_its_registration check (discharged_at >= registered_at);

-- What became of a registration, in order, for ever: each change has its own number in the unified system.
create table registration.changes (
    registration_id uuid        not null,
    change_no       text        not null,
    kind            text        not null,
    changed_at      timestamptz not null,
    months          integer,
    recorded_by     text        not null,
    recorded_at     timestamptz not null,

    constraint a_change_number_is_used_once primary key (change_no),
    constraint a_change_is_of_a_registration
        foreign key (registration_id) references registration.registrations (id),
    constraint a_change_number_has_twenty_digits check (change_no ~ '^[0-9]{20}$'),
    constraint a_registration_is_extended_or_discharged check (kind in ('EXTENSION', 'DISCHARGE')),
    constraint an_extension_is_of_months check ((months is not null) = (kind = 'EXTENSION') and months > 0),
    constraint nothing_is_changed_in_the_future check (changed_at <= recorded_at + interval '5 minutes')
);

create unique index a_registration_is_discharged_once on registration.changes (registration_id)
    where kind = 'DISCHARGE';

insert into rulebook.rules (code, in_force_from, title, title_zh, source, effect) values
    ('U-01', '2022-02-01', 'A registration runs for one month to thirty years, and outlasts the claim that it secures',
     '登记期限一个月至三十年', '动产和权利担保统一登记办法(中国人民银行令〔2021〕第7号)', 'BLOCK');

insert into rulebook.parameters (code, name, value) values
    ('U-01', 'least_months', 1),
    ('U-01', 'most_months', 360),
    ('U-01', 'usual_months', 12);
