-- An enterprise grows or shrinks, and the law judges by its size when the contract was made (条例 art 3). What it declares
-- counts from a day on; before the first of them it is of the size with which it was registered.
create table enterprise.sizes (
    enterprise_id  uuid        not null,
    effective_from date        not null,
    size           text        not null,
    declared_by    text        not null,
    declared_at    timestamptz not null,

    constraint a_size_is_declared_once_for_a_day primary key (enterprise_id, effective_from),
    constraint a_declared_size_is_a_partys foreign key (enterprise_id) references enterprise.enterprises (id),
    constraint a_declared_size_is_one_of_four check (size in ('LARGE', 'MEDIUM', 'SMALL', 'MICRO')),
    constraint a_declaration_names_a_person check (btrim(declared_by) <> '')
);

create function enterprise.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'what was declared counts for the contracts of its time'
        using errcode = 'restrict_violation', constraint = tg_name, table = tg_table_name, schema = tg_table_schema;
end $$;

create trigger a_declared_size_is_never_rewritten before update or delete on enterprise.sizes
    for each row execute function enterprise.refuse_change();

-- The day of the contract that a claim arises from, by which the sizes of its parties are judged.
alter table receivable.receivables add column contracted_on date;
update receivable.receivables
   set contracted_on = coalesce((select least(d.issue_date, submitted_on) from trade.documents d
                                  where d.id = invoice_document_id), submitted_on);
alter table receivable.receivables
    alter column contracted_on set not null,
    add constraint a_contract_is_no_younger_than_its_claim check (contracted_on <= submitted_on);
