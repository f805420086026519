create schema trade;

-- A trade document (贸易单证) as it was handed in: the very bytes, and what was read from them.
create table trade.documents (
    id                    uuid        not null,
    kind                  text        not null,
    format                text        not null,
    -- The number as its issuer writes it, and as it is compared: InvoiceNumber of the ledger's contract says how.
    number                text        not null,
    normal_number         text        not null,
    -- Whoever numbers documents of this kind: the seller its invoices, the buyer its orders and receipts.
    issuer_id             uuid        not null,
    seller_id             uuid        not null,
    buyer_id              uuid        not null,
    seller_identifier     text        not null,
    buyer_identifier      text        not null,
    issue_date            date        not null,
    due_date              date,
    delivery_date         date,
    order_number          text,
    normal_order_number   text,
    despatch_number       text,
    -- The invoice that a credit note takes back, or that a payment pays.
    invoice_number        text,
    normal_invoice_number text,
    currency              text,
    -- What is to be paid, after prepaid amounts and rounding: the financeable amount of an invoice.
    payable_minor         bigint,
    -- Fields of one kind only: carrier and vehicle of a waybill, the accounts of a payment.
    details               jsonb       not null,
    original              bytea       not null,
    media_type            text        not null,
    sha256                text        not null,
    uploader_id           uuid        not null,
    uploaded_by           text        not null,
    uploaded_at           timestamptz not null,

    constraint a_document_is_stored_once primary key (id),
    constraint a_seller_is_a_party foreign key (seller_id) references enterprise.enterprises (id),
    constraint a_buyer_is_a_party foreign key (buyer_id) references enterprise.enterprises (id),
    constraint a_document_number_is_used_once_by_its_issuer unique (kind, issuer_id, normal_number),
    constraint a_document_is_of_a_known_kind
        check (kind in ('ORDER', 'DESPATCH', 'RECEIPT', 'INVOICE', 'CREDIT_NOTE', 'PAYMENT')),
    constraint a_document_came_in_a_known_format check (format in ('UBL', 'DIGITAL_INVOICE', 'ROWS')),
    constraint a_document_is_numbered check (btrim(number) <> '' and normal_number <> ''),
    constraint nobody_trades_with_himself check (seller_id <> buyer_id),
    constraint a_document_is_numbered_by_seller_or_buyer check (issuer_id in (seller_id, buyer_id)),
    constraint a_document_is_handed_in_by_seller_or_buyer check (uploader_id in (seller_id, buyer_id)),
    constraint a_document_amount_is_never_negative check (payable_minor >= 0),
    constraint an_amount_has_a_currency check ((currency is null) = (payable_minor is null)),
    constraint an_invoice_says_what_is_payable
        check (kind not in ('INVOICE', 'CREDIT_NOTE', 'PAYMENT') or payable_minor is not null),
    constraint an_original_is_kept_with_its_digest
        check (length(original) > 0 and sha256 = encode(sha256(original), 'hex'))
);

create index documents_of_a_seller on trade.documents (seller_id, uploaded_at, id);
create index documents_of_a_buyer on trade.documents (buyer_id, uploaded_at, id);
create index documents_of_an_order on trade.documents (buyer_id, seller_id, normal_order_number);
create index documents_of_an_invoice on trade.documents (seller_id, buyer_id, normal_invoice_number);

-- A line of a document: what was ordered, sent, received or invoiced. Quantities are exact decimals in their own unit.
create table trade.lines (
    document_id   uuid    not null,
    position      integer not null,
    line_no       text    not null,
    order_line_no text,
    seller_item   text,
    buyer_item    text,
    standard_item text,
    item_name     text,
    quantity      numeric,
    unit          text,
    net_minor     bigint,
    price         numeric,

    constraint a_line_stands_once_in_its_document primary key (document_id, position),
    constraint a_line_belongs_to_a_document foreign key (document_id) references trade.documents (id),
    constraint a_position_counts_from_one check (position >= 1)
);

-- What was read but not understood, or understood with a doubt. A warning refuses nothing.
create table trade.warnings (
    document_id uuid    not null,
    position    integer not null,
    code        text    not null,
    field       text    not null,
    message     text    not null,

    constraint a_warning_stands_once_at_its_document primary key (document_id, position),
    constraint a_warning_belongs_to_a_document foreign key (document_id) references trade.documents (id),
    constraint a_warning_says_what_it_warns_of check (btrim(code) <> '' and btrim(message) <> '')
);
