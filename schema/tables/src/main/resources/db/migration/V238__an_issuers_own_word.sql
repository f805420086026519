-- Of an order or a receipt the buyer's own word counts: a version that the seller handed in earlier keeps its place
-- beside it, and does not take the number away.
alter table trade.documents
    add column issuers_own boolean not null
        generated always as (kind not in ('ORDER', 'RECEIPT') or uploader_id = issuer_id) stored,
    drop constraint a_document_number_is_used_once_by_its_issuer,
    add constraint a_document_number_is_used_once_by_its_issuer
        unique (kind, issuer_id, normal_number, issuers_own);
