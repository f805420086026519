create schema calendar;

-- The business date (营业日期) moves by an act of a person, not by the clock: it is the date that law and contracts count by.
create table calendar.business_dates (
    only_row      boolean primary key default true,
    business_date date        not null,
    moved_at      timestamptz not null,

    constraint there_is_one_business_date check (only_row)
);

-- Statutory holidays and the working weekends that pay for them, by decree of the State Council each year.
create table calendar.special_days (
    day     date    not null,
    working boolean not null,
    source  text    not null,

    constraint a_day_is_special_once primary key (day),
    constraint a_special_day_names_its_source check (btrim(source) <> '')
);
