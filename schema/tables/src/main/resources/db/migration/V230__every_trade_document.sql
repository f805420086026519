-- A file may hold several documents: it is kept once, and each document says where in it it stands.
create table trade.originals (
    sha256  text  not null,
    content bytea not null,

    constraint an_original_is_kept_once primary key (sha256),
    constraint an_original_is_kept_with_its_digest
        check (length(content) > 0 and sha256 = encode(sha256(content), 'hex'))
);

insert into trade.originals (sha256, content)
select distinct on (sha256) sha256, original from trade.documents;

alter table trade.documents
    drop constraint an_original_is_kept_with_its_digest,
    drop constraint a_document_is_of_a_known_kind,
    drop constraint a_document_came_in_a_known_format,
    drop column original,
    -- Where in the file it stands; null where it is the whole file.
    add column part                   text,
    add column contract_number        text,
    add column normal_contract_number text,
    add column normal_despatch_number text,
    -- What was paid before the invoice: it is no part of what is payable, and it pays for what came first.
    add column prepaid_minor          bigint,
    add constraint a_document_has_its_original foreign key (sha256) references trade.originals (sha256),
    add constraint a_document_is_of_a_known_kind
        check (kind in ('CONTRACT', 'ORDER', 'DESPATCH', 'WAYBILL', 'RECEIPT', 'INVOICE', 'CREDIT_NOTE', 'PAYMENT')),
    add constraint a_document_came_in_a_known_format
        check (format in ('UBL', 'DIGITAL_INVOICE', 'VAT_INVOICE', 'OFD', 'ROWS', 'CSV', 'XLSX')),
    add constraint a_prepaid_amount_is_never_negative check (prepaid_minor >= 0),
    add constraint a_prepaid_amount_belongs_to_an_amount check (prepaid_minor is null or payable_minor is not null),
    -- By whom it was handed in, to whom it belongs and which bytes it is: what a countersignature refers to.
    add constraint a_document_is_known_by_its_parties_and_bytes
        unique (id, seller_id, buyer_id, uploader_id, sha256);

create index documents_of_a_contract on trade.documents (buyer_id, seller_id, normal_contract_number);
create index documents_that_differ_by_zeros
    on trade.documents (kind, issuer_id, (regexp_replace(normal_number, '(^|[^0-9])0+', '\1', 'g')));

-- The other party stands to a document that was handed in (对方确认): a self-declared one becomes a counter-signed one.
create table trade.countersignatures (
    document_id uuid        not null,
    seller_id   uuid        not null,
    buyer_id    uuid        not null,
    uploader_id uuid        not null,
    sha256      text        not null,
    party_id    uuid        not null,
    signed_by   text        not null,
    signed_at   timestamptz not null,

    constraint a_document_is_countersigned_once primary key (document_id),
    constraint a_countersignature_is_on_a_document_as_it_stands
        foreign key (document_id, seller_id, buyer_id, uploader_id, sha256)
        references trade.documents (id, seller_id, buyer_id, uploader_id, sha256),
    constraint nobody_countersigns_for_a_stranger check (party_id in (seller_id, buyer_id)),
    constraint nobody_countersigns_his_own_document check (party_id <> uploader_id),
    constraint a_countersignature_names_a_person check (btrim(signed_by) <> '')
);

-- Seller or buyer let a bank read a document.
create table trade.disclosures (
    document_id uuid        not null,
    reader_id   uuid        not null,
    shown_by    text        not null,
    shown_at    timestamptz not null,

    constraint a_document_is_shown_once primary key (document_id, reader_id),
    constraint what_is_shown_is_a_document foreign key (document_id) references trade.documents (id),
    constraint a_reader_is_a_party foreign key (reader_id) references enterprise.enterprises (id)
);

create index documents_of_a_reader on trade.disclosures (reader_id, document_id);

-- What the issuer's own register says of a document (查验): the tax bureau of an invoice, a bank of a payment.
create table trade.verifications (
    document_id uuid        not null,
    party_id    uuid        not null,
    source      text        not null,
    reference   text        not null,
    result      text        not null,
    checked_on  date        not null,
    recorded_by text        not null,
    recorded_at timestamptz not null,

    constraint a_verification_is_recorded_once primary key (document_id, party_id, source, reference),
    constraint a_verification_is_of_a_document foreign key (document_id) references trade.documents (id),
    constraint a_verifier_is_a_party foreign key (party_id) references enterprise.enterprises (id),
    constraint a_verification_has_a_known_result check (result in ('GENUINE', 'DIFFERS', 'NOT_FOUND', 'VOIDED')),
    constraint a_verification_says_who_was_asked check (btrim(source) <> '' and btrim(reference) <> ''),
    constraint a_verification_names_a_person check (btrim(recorded_by) <> '')
);
