-- Until when a bank answers a request: what its line to the chain promises, by the listing's word or its own (审批时限).
alter table financing.asked_banks
    add column answer_by date;
