package scf.platform.trade;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.SoundRows;
import scf.platform.SqlRow;
import scf.platform.TestDatabase;

/// The forbidden rows of trade documents, written past the code.
class TradeConstraintsTest {

    private static final String SELLER = "'11111111-1111-1111-1111-111111111111'";
    private static final String BUYER = "'22222222-2222-2222-2222-222222222222'";
    private static final String STRANGER = "'33333333-3333-3333-3333-333333333333'";
    private static final String NOBODY = "'99999999-9999-9999-9999-999999999999'";
    private static final String ID = "'aaaaaaaa-0000-0000-0000-000000000001'";
    private static final String OTHER = "'aaaaaaaa-0000-0000-0000-000000000002'";

    private static final SqlRow DOCUMENT = SqlRow.of(
            "trade.documents",
            "id",
            ID,
            "kind",
            "'INVOICE'",
            "format",
            "'UBL'",
            "number",
            "'INV-1'",
            "normal_number",
            "'INV1'",
            "issuer_id",
            SELLER,
            "seller_id",
            SELLER,
            "buyer_id",
            BUYER,
            "seller_identifier",
            "'91350100MA00000A9T'",
            "buyer_identifier",
            "'91350100MA00000B7M'",
            "issue_date",
            "'2026-09-10'",
            "currency",
            "'CNY'",
            "payable_minor",
            "10750",
            "details",
            "'{}'",
            "media_type",
            "'application/xml'",
            "sha256",
            "encode(sha256('\\x3c612f3e'), 'hex')",
            "uploader_id",
            SELLER,
            "uploaded_by",
            "'clerk-1'",
            "uploaded_at",
            "now()");

    private static final String DIGEST = "encode(sha256('\\x3c612f3e'), 'hex')";

    private static final SqlRow ORIGINAL = SqlRow.of("trade.originals", "sha256", DIGEST, "content", "'\\x3c612f3e'");

    private static final SqlRow COUNTERSIGNATURE = SqlRow.of(
            "trade.countersignatures",
            "document_id",
            ID,
            "seller_id",
            SELLER,
            "buyer_id",
            BUYER,
            "uploader_id",
            SELLER,
            "sha256",
            DIGEST,
            "party_id",
            BUYER,
            "signed_by",
            "'buyer-1'",
            "signed_at",
            "now()");

    private static final SqlRow DISCLOSURE = SqlRow.of(
            "trade.disclosures",
            "document_id",
            ID,
            "reader_id",
            STRANGER,
            "shown_by",
            "'clerk-1'",
            "shown_at",
            "now()");

    private static final SqlRow VERIFICATION = SqlRow.of(
            "trade.verifications",
            "document_id",
            ID,
            "party_id",
            STRANGER,
            "source",
            "'全国增值税发票查验平台'",
            "reference",
            "'CY-1'",
            "result",
            "'GENUINE'",
            "checked_on",
            "'2026-09-20'",
            "recorded_by",
            "'desk-1'",
            "recorded_at",
            "now()");

    private static final SqlRow LINE = SqlRow.of(
            "trade.lines", "document_id", ID, "position", "1", "line_no", "'1'", "quantity", "100", "unit", "'KGM'");

    private static final SqlRow WARNING = SqlRow.of(
            "trade.warnings",
            "document_id",
            ID,
            "position",
            "1",
            "code",
            "'copy'",
            "field",
            "'/Invoice'",
            "message",
            "'a copy'");

    private static final DSLContext SQL = TestDatabase.sql(TestDatabase.fresh());

    @BeforeAll
    static void parties() {
        SQL.execute(SoundRows.party(SELLER, "ENTERPRISE", "91350100MA00000A9T").insert());
        SQL.execute(SoundRows.party(BUYER, "ENTERPRISE", "91350100MA00000B7M").insert());
        SQL.execute(
                SoundRows.party(STRANGER, "ENTERPRISE", "91350100MA00000C5G").insert());
    }

    @BeforeEach
    void sound() {
        SQL.execute("delete from trade.countersignatures");
        SQL.execute("delete from trade.disclosures");
        SQL.execute("delete from trade.verifications");
        SQL.execute("delete from trade.lines");
        SQL.execute("delete from trade.warnings");
        SQL.execute("delete from trade.documents");
        SQL.execute("delete from trade.originals");
        SQL.execute(ORIGINAL.insert());
    }

    @Test
    void a_document_has_one_id() {
        SqlRow.place(SQL, DOCUMENT);

        refused("a_document_is_stored_once", DOCUMENT.but("number", "'INV-2'", "normal_number", "'INV2'"));
    }

    @Test
    void a_seller_is_registered() {
        refused("a_seller_is_a_party", DOCUMENT.but("seller_id", NOBODY, "issuer_id", NOBODY, "uploader_id", BUYER));
    }

    @Test
    void a_buyer_is_registered() {
        refused("a_buyer_is_a_party", DOCUMENT.but("buyer_id", NOBODY));
    }

    @Test
    void one_number_is_one_document_of_its_issuer() {
        SqlRow.place(SQL, DOCUMENT);

        refused("a_document_number_is_used_once_by_its_issuer", DOCUMENT.but("id", OTHER, "number", "'inv-1'"));
    }

    @Test
    void a_document_of_an_unknown_kind_is_not_kept() {
        refused("a_document_is_of_a_known_kind", DOCUMENT.but("kind", "'LETTER'"));
    }

    @Test
    void a_document_in_an_unknown_format_is_not_kept() {
        refused("a_document_came_in_a_known_format", DOCUMENT.but("format", "'FAX'"));
    }

    @Test
    void a_document_has_a_number() {
        refused("a_document_is_numbered", DOCUMENT.but("number", "' '", "normal_number", "''"));
    }

    @Test
    void a_seller_is_not_its_own_buyer() {
        refused("nobody_trades_with_himself", DOCUMENT.but("buyer_id", SELLER));
    }

    @Test
    void a_stranger_numbers_nothing() {
        refused("a_document_is_numbered_by_seller_or_buyer", DOCUMENT.but("issuer_id", STRANGER));
    }

    @Test
    void a_stranger_hands_in_nothing() {
        refused("a_document_is_handed_in_by_seller_or_buyer", DOCUMENT.but("uploader_id", STRANGER));
    }

    @Test
    void a_negative_invoice_is_a_credit_note() {
        refused("a_document_amount_is_never_negative", DOCUMENT.but("payable_minor", "-1"));
    }

    @Test
    void an_amount_without_a_currency_is_none() {
        refused("an_amount_has_a_currency", DOCUMENT.but("currency", "null"));
    }

    @Test
    void an_invoice_without_an_amount_is_none() {
        refused("an_invoice_says_what_is_payable", DOCUMENT.but("currency", "null", "payable_minor", "null"));
    }

    @Test
    void an_original_that_was_changed_is_found_out() {
        SQL.execute("delete from trade.originals");

        refused("an_original_is_kept_with_its_digest", ORIGINAL.but("content", "'\\x00'"));
    }

    @Test
    void an_original_is_kept_no_second_time() {
        refused("an_original_is_kept_once", ORIGINAL);
    }

    @Test
    void a_document_without_its_bytes_is_none() {
        SQL.execute("delete from trade.originals");

        refused("a_document_has_its_original", DOCUMENT);
    }

    @Test
    void what_was_prepaid_is_not_negative_and_belongs_to_an_amount() {
        refused("a_prepaid_amount_is_never_negative", DOCUMENT.but("prepaid_minor", "-1"));
        refused(
                "a_prepaid_amount_belongs_to_an_amount",
                DOCUMENT.but("kind", "'ORDER'", "currency", "null", "payable_minor", "null", "prepaid_minor", "1"));
    }

    @Test
    void a_document_is_countersigned_by_its_other_party_alone_and_once() {
        SQL.execute(DOCUMENT.insert());

        refused("nobody_countersigns_his_own_document", COUNTERSIGNATURE.but("party_id", SELLER));
        refused("nobody_countersigns_for_a_stranger", COUNTERSIGNATURE.but("party_id", STRANGER));
        refused("a_countersignature_names_a_person", COUNTERSIGNATURE.but("signed_by", "' '"));
        SQL.execute(COUNTERSIGNATURE.insert());
        refused("a_document_is_countersigned_once", COUNTERSIGNATURE);
    }

    @Test
    void a_countersignature_is_on_a_document_with_these_parties_and_bytes() {
        SQL.execute(DOCUMENT.insert());

        refused("a_countersignature_is_on_a_document_as_it_stands", COUNTERSIGNATURE.but("sha256", "'00'"));
        refused("a_countersignature_is_on_a_document_as_it_stands", COUNTERSIGNATURE.but("uploader_id", STRANGER));
    }

    @Test
    void a_document_is_shown_once_and_to_a_party() {
        refused("what_is_shown_is_a_document", DISCLOSURE);
        SQL.execute(DOCUMENT.insert());

        refused("a_reader_is_a_party", DISCLOSURE.but("reader_id", NOBODY));
        SQL.execute(DISCLOSURE.insert());
        refused("a_document_is_shown_once", DISCLOSURE);
    }

    @Test
    void a_verification_says_of_what_by_whom_and_where_it_was_found() {
        refused("a_verification_is_of_a_document", VERIFICATION);
        SQL.execute(DOCUMENT.insert());

        refused("a_verifier_is_a_party", VERIFICATION.but("party_id", NOBODY));
        refused("a_verification_has_a_known_result", VERIFICATION.but("result", "'PERHAPS'"));
        refused("a_verification_says_who_was_asked", VERIFICATION.but("reference", "' '"));
        refused("a_verification_names_a_person", VERIFICATION.but("recorded_by", "''"));
        SQL.execute(VERIFICATION.insert());
        refused("a_verification_is_recorded_once", VERIFICATION.but("result", "'VOIDED'"));
    }

    @Test
    void two_lines_do_not_share_a_position() {
        SqlRow.place(SQL, LINE);

        refused("a_line_stands_once_in_its_document", LINE);
    }

    @Test
    void a_line_without_a_document_is_none() {
        refused("a_line_belongs_to_a_document", LINE.but("document_id", OTHER));
    }

    @Test
    void a_line_is_counted_from_one() {
        refused("a_position_counts_from_one", LINE.but("position", "0"));
    }

    @Test
    void two_warnings_do_not_share_a_position() {
        SqlRow.place(SQL, WARNING);

        refused("a_warning_stands_once_at_its_document", WARNING);
    }

    @Test
    void a_warning_without_a_document_is_none() {
        refused("a_warning_belongs_to_a_document", WARNING.but("document_id", OTHER));
    }

    @Test
    void an_empty_warning_is_none() {
        refused("a_warning_says_what_it_warns_of", WARNING.but("message", "' '"));
    }

    private static void refused(String constraint, SqlRow row) {
        ForbiddenRow.isRefusedBy(constraint, SQL, row.insert());
    }
}
