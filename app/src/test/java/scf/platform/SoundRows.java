package scf.platform;

/// One sound row of each table from receivable to registration: a claim of 1,000,000.00 in one voucher, one request on
/// it with one offer, one registration. Forbidden rows are these with one column changed.
public final class SoundRows {

    public static final String ISSUER = "'11111111-1111-1111-1111-111111111111'";
    public static final String PAYEE = "'22222222-2222-2222-2222-222222222222'";
    public static final String BANK = "'33333333-3333-3333-3333-333333333333'";
    public static final String RECEIVABLE = "'44444444-4444-4444-4444-444444444444'";
    public static final String REQUEST = "'55555555-5555-5555-5555-555555555555'";
    public static final String OFFER = "'66666666-6666-6666-6666-666666666666'";
    public static final String HOLD = "'77777777-7777-7777-7777-777777777777'";

    private SoundRows() {}

    public static SqlRow party(String id, String kind, String code) {
        return SqlRow.of(
                "enterprise.enterprises",
                "id",
                id,
                "kind",
                "'" + kind + "'",
                "name",
                "'闽江测试机械有限公司'",
                "scheme",
                "'USCC'",
                "identifier",
                "'" + code + "'",
                "size_at_contract",
                kind.equals("ENTERPRISE") ? "'SMALL'" : "null",
                "registered_at",
                "now()");
    }

    public static SqlRow[] parties() {
        return new SqlRow[] {
            party(ISSUER, "ENTERPRISE", "91350100MA00000A9T"),
            party(PAYEE, "ENTERPRISE", "91350100MA00000B7M"),
            party(BANK, "BANK", "91350100MA00000C5G")
        };
    }

    public static SqlRow receivable() {
        return SqlRow.of(
                "receivable.receivables",
                "id",
                RECEIVABLE,
                "invoice_document_id",
                "gen_random_uuid()",
                "creditor_id",
                PAYEE,
                "debtor_id",
                ISSUER,
                "contract_no",
                "'HT-2026-09'",
                "contracted_on",
                "'2026-09-01'",
                "currency",
                "'CNY'",
                "gross_minor",
                "100000000",
                "claim_minor",
                "100000000",
                "due_date",
                "'2026-12-18'",
                "delivered_on",
                "'2026-09-08'",
                "delivery_basis",
                "'RECEIPT'",
                "submitted_on",
                "'2026-09-01'",
                "confirm_by",
                "'2026-10-01'",
                "state",
                "'CONFIRMED'",
                "matched_minor",
                "100000000",
                "confirmed_minor",
                "100000000",
                "disputed_minor",
                "0",
                "vouchered_minor",
                "100000000",
                "act_hash",
                act(1),
                "submitted_by",
                "'maker'",
                "created_at",
                "now()",
                "version",
                "1");
    }

    public static SqlRow voucher() {
        return SqlRow.of(
                "voucher.vouchers",
                "no",
                "'V0000000000000001'",
                "root_no",
                "'V0000000000000001'",
                "receivable_id",
                RECEIVABLE,
                "issuer_id",
                ISSUER,
                "payee_id",
                PAYEE,
                "holder_id",
                PAYEE,
                "currency",
                "'CNY'",
                "amount_minor",
                "100000000",
                "issue_date",
                "'2026-09-21'",
                "due_date",
                "'2026-12-18'",
                "payable_on",
                "'2026-12-18'",
                "state",
                "'ACTIVE'",
                "issued_at",
                "now()",
                "changed_at",
                "now()");
    }

    public static SqlRow request() {
        return SqlRow.of(
                "financing.requests",
                "id",
                REQUEST,
                "voucher_no",
                "'V0000000000000001'",
                "holder_id",
                PAYEE,
                "issuer_id",
                ISSUER,
                "product",
                "'PAYABLES_FINANCE'",
                "currency",
                "'CNY'",
                "asked_minor",
                "100000000",
                "state",
                "'OFFERED'",
                "submitted_by",
                "'maker'",
                "submitted_at",
                "now()",
                "changed_at",
                "now()");
    }

    /// Accepted, and locked on the ledger.
    public static SqlRow acceptedRequest() {
        return request()
                .but(
                        "state", "'ACCEPTED'",
                        "accepted_offer_id", OFFER,
                        "hold_id", HOLD,
                        "locked_until", "now() + interval '3 days'",
                        "locked_at", "now()");
    }

    public static SqlRow askedBank() {
        return SqlRow.of(
                "financing.asked_banks",
                "request_id",
                REQUEST,
                "bank_id",
                BANK,
                "answer",
                "'OFFERED'",
                "answered_at",
                "now()");
    }

    public static SqlRow offer() {
        return SqlRow.of(
                "financing.offers",
                "id",
                OFFER,
                "request_id",
                REQUEST,
                "bank_id",
                BANK,
                "product",
                "'PAYABLES_FINANCE'",
                "recourse",
                "'WITHOUT_RECOURSE'",
                "interest_mode",
                "'UP_FRONT'",
                "day_count",
                "'ACT_360'",
                "annual_rate_millionths",
                "38500",
                "currency",
                "'CNY'",
                "amount_minor",
                "100000000",
                "fees_minor",
                "0",
                "start_date",
                "'2026-09-21'",
                "due_date",
                "'2026-12-18'",
                "days",
                "88",
                "interest_minor",
                "941111",
                "net_minor",
                "99058889",
                "all_in_annual_millionths",
                "39406",
                "valid_until",
                "now() + interval '1 day'",
                "offered_by",
                "'desk'",
                "offered_at",
                "now()");
    }

    public static SqlRow standingTerms() {
        return SqlRow.of(
                "financing.standing_terms",
                "id",
                "'77777777-7777-7777-7777-777777777777'",
                "bank_id",
                BANK,
                "master_id",
                ISSUER,
                "product",
                "'PAYABLES_FINANCE'",
                "recourse",
                "'WITHOUT_RECOURSE'",
                "interest_mode",
                "'UP_FRONT'",
                "day_count",
                "'ACT_360'",
                "annual_rate_millionths",
                "38500",
                "currency",
                "'CNY'",
                "most_minor",
                "100000000",
                "fees_minor",
                "0",
                "offer_hours",
                "24",
                "effective_from",
                "'2026-01-01'",
                "effective_to",
                "'2026-12-31'",
                "set_by",
                "'desk'",
                "set_at",
                "now()");
    }

    public static SqlRow registration() {
        return SqlRow.of(
                "registration.registrations",
                "id",
                "gen_random_uuid()",
                "request_id",
                REQUEST,
                "bank_id",
                BANK,
                "registration_no",
                "'02547813000610571526'",
                "registered_at",
                "now()",
                "searched_at",
                "now() - interval '1 hour'",
                "search_result",
                "'NO_PRIOR_REGISTRATION'",
                "asset_text",
                "'应收账款债权转让'",
                "recorded_by",
                "'desk'",
                "recorded_at",
                "now()");
    }

    /// The hash of some act.
    public static String act(int number) {
        return "'%064x'".formatted(number);
    }
}
