-- Of an invoice the seller's own word counts: what the buyer handed in earlier keeps its place beside it, and does not take
-- the number away.
alter table trade.documents
    drop constraint a_document_number_is_used_once_by_its_issuer,
    drop column issuers_own,
    add column issuers_own boolean not null
        generated always as (kind not in ('ORDER', 'RECEIPT', 'INVOICE') or uploader_id = issuer_id) stored,
    add constraint a_document_number_is_used_once_by_its_issuer
        unique (kind, issuer_id, normal_number, issuers_own);
