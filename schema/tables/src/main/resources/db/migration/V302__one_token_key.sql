-- Two first starts at once drew a key each, and tokens of the one failed at the other. The newest was everybody's by the
-- order that the platform reads; it stays.
delete from tokens.signing_keys
 where name <> (select name from tokens.signing_keys order by created_at desc, name limit 1);

alter table tokens.signing_keys
    add column signs text not null default 'ACCESS_TOKENS',
    add constraint a_token_key_signs_access_tokens check (signs = 'ACCESS_TOKENS'),
    add constraint access_tokens_are_signed_by_one_key unique (signs);
