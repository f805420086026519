-- Several vouchers asked for in one request: a request for each, bound together by the name of their bundle.
alter table financing.requests
    add column bundle_id uuid,
    add constraint a_voucher_stands_once_in_a_bundle unique (bundle_id, voucher_no);
