-- A member with an organisation of its own on the channel brings its acts to the ledger itself. The relay leaves such an entry
-- alone until the act has expired.
alter table ledger.entries
    add column carrier text not null default 'PLATFORM',
    add constraint an_entry_is_carried_by_the_platform_or_its_member check (carrier in ('PLATFORM', 'MEMBER'));
