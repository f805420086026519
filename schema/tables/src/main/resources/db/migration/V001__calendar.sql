create schema calendar;

-- The business date (营业日期) of a practice store, which moves by an act of a person and not by the clock. A store
-- without this row follows the calendar of Shanghai.
create table calendar.business_dates (
    only_row      boolean     not null default true,
    business_date date        not null,
    moved_at      timestamptz not null,

    constraint a_store_keeps_one_business_date primary key (only_row),
    constraint there_is_one_business_date check (only_row)
);

create function calendar.refuse_a_step_back() returns trigger
    language plpgsql as
$$
begin
    if new.business_date <= old.business_date then
        raise exception 'the business date is %, it does not move to %', old.business_date, new.business_date
            using errcode = 'check_violation', constraint = 'the_business_date_only_moves_forward';
    end if;
    return new;
end
$$;

create trigger the_business_date_only_moves_forward
    before update on calendar.business_dates
    for each row execute function calendar.refuse_a_step_back();

-- The days that have been announced to the house: each once, whatever instance saw midnight first.
create table calendar.opened_days (
    day       date        not null,
    opened_at timestamptz not null,

    constraint a_day_opens_once primary key (day)
);

-- Statutory holidays and the working weekends that pay for them, by decree of the State Council each year.
create table calendar.special_days (
    day     date    not null,
    working boolean not null,
    source  text    not null,

    constraint a_day_is_special_once primary key (day),
    constraint a_special_day_names_its_source check (btrim(source) <> ''),
    constraint a_special_day_differs_from_its_weekday check (working = (extract(isodow from day) in (6, 7)))
);

-- 2026. Weekends that stay free need no row.
insert into calendar.special_days (day, working, source)
select day::date, working, '国办发明电〔2025〕7号'
  from (values ('2026-01-01'::date, '2026-01-03'::date),
               ('2026-02-15', '2026-02-23'),
               ('2026-04-04', '2026-04-06'),
               ('2026-05-01', '2026-05-05'),
               ('2026-06-19', '2026-06-21'),
               ('2026-09-25', '2026-09-27'),
               ('2026-10-01', '2026-10-07')) as holiday (first, last),
       generate_series(first, last, interval '1 day') as day,
       (values (false)) as free (working)
 where extract(isodow from day) not in (6, 7)
union all
select day, true, '国办发明电〔2025〕7号'
  from (values ('2026-01-04'::date), ('2026-02-14'), ('2026-02-28'), ('2026-05-09'), ('2026-09-20'),
               ('2026-10-10')) as worked (day);
