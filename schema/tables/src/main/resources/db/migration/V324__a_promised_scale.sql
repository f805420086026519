-- The scale of a line (专项授信规模) is the listing's wish, which all banks are to reach together, or the bank's own word: then
-- its line is as large while the chain-master is listed.
alter table creditline.lines
    add column scale_promised boolean not null default false,
    add constraint a_promised_scale_is_an_amount check (not scale_promised or scale_minor is not null);

create function creditline.refuse_less_than_promised() returns trigger language plpgsql as $$
begin
    if exists (select from creditline.lines l join whitelist.entries e on e.id = l.entry_id
                where l.id = new.line_id and l.scale_promised and new.limit_minor < l.scale_minor and e.state = 'LISTED') then
        raise exception 'A line is as large as its bank has promised'
            using errcode = 'check_violation', constraint = 'a_line_is_as_large_as_its_promised_scale',
                  schema = tg_table_schema, table = tg_table_name;
    end if;
    return new;
end $$;

create trigger a_line_is_as_large_as_its_promised_scale before insert or update of limit_minor on creditline.nodes
    for each row when (new.level = 'CHAIN') execute function creditline.refuse_less_than_promised();
