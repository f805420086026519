create schema storage;

-- What this store is for, written once into an empty store and never changed (decision 0008).
create table storage.marks (
    only_row  boolean     default true,
    practice  boolean     not null,
    marked_at timestamptz not null,

    constraint a_store_is_marked_once primary key (only_row),
    constraint there_is_one_mark check (only_row)
);

create function storage.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the mark of a store is indelible'
        using errcode = 'restrict_violation', constraint = tg_name, table = tg_table_name, schema = tg_table_schema;
end $$;

create trigger the_mark_is_indelible
    before update or delete or truncate on storage.marks
    for each statement execute function storage.refuse_change();
