package scf.platform.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scf.platform.money.Money;
import scf.platform.settlement.Camt.Reading;

class CamtReaderTest {

    private static final Path SAMPLES = Path.of("../../shared/samples/camt");

    @Test
    void version_02_is_read_with_the_parts_of_a_sum_that_was_booked_as_one() {
        var message = read(resource("/camt/v02-two-credits.xml"));

        assertThat(message.messageId()).isEqualTo("FZB-20261218-0001");
        assertThat(message.version()).isEqualTo("camt.054.001.02");
        assertThat(message.credits())
                .containsExactly(
                        new Credit(
                                1,
                                "FZB88001",
                                "SCFV0000000000000001",
                                Money.parse("1000000.00", "CNY"),
                                LocalDate.of(2026, 12, 18),
                                "6222020200012345678",
                                "闽江重工股份有限公司",
                                "3501000012345678901"),
                        part(2, "FZB88002A", "SCFV0000000000000002"),
                        part(3, "FZB-20261218-0001/3", null),
                        part(4, "FZB-20261218-0001/4", null));
    }

    private static Credit part(int no, String reference, @org.jspecify.annotations.Nullable String endToEndId) {
        return new Credit(
                no,
                reference,
                endToEndId,
                Money.parse("100.10", "CNY"),
                LocalDate.of(2026, 12, 18),
                "6222020200012345678",
                null,
                null);
    }

    @Test
    void version_08_is_read_as_the_practice_bank_writes_it() {
        var message = read(practice());

        assertThat(message.version()).isEqualTo("camt.054.001.08");
        assertThat(message.credits())
                .containsExactly(new Credit(
                        1,
                        "B1",
                        "SCFV1",
                        Money.parse("96.75", "CNY"),
                        LocalDate.of(2026, 12, 18),
                        "6222020200012345678",
                        "Payer",
                        null));
    }

    @Test
    void a_debit_pays_nobody_here() {
        assertThat(refused(practice().replace("CRDT", "DBIT")))
                .isEqualTo("Document[1]/BkToCstmrDbtCdtNtfctn[1]/Ntfctn[1]/Ntry[1]/CdtDbtInd[1]: CdtDbtInd is CRDT");
    }

    @Test
    void what_is_only_pending_has_not_arrived() {
        assertThat(refused(practice().replace("BOOK", "PDNG"))).endsWith("Cd is BOOK");
    }

    @Test
    void a_reversal_is_not_a_payment() {
        for (String yes : new String[] {"true", "1"}) {
            String reversal = "<RvslInd>" + yes + "</RvslInd><CdtDbtInd>CRDT";
            assertThat(refused(practice().replace("<CdtDbtInd>CRDT", reversal))).endsWith("no reversal");
        }
    }

    @Test
    void a_moment_is_of_the_day_that_it_is_in_shanghai() {
        for (var written : Map.of(
                        "<Dt>2026-12-18</Dt>", "2026-12-18",
                        "<Dt>2026-12-18+08:00</Dt>", "2026-12-18",
                        "<DtTm>2026-12-18T23:30:00</DtTm>", "2026-12-18",
                        "<DtTm>2026-12-18T23:30:00+08:00</DtTm>", "2026-12-18",
                        "<DtTm>2026-12-18T16:30:00Z</DtTm>", "2026-12-19")
                .entrySet()) {
            var message = read(
                    practice().replaceAll("(?s)<BookgDt>.*?</BookgDt>", "<BookgDt>" + written.getKey() + "</BookgDt>"));
            assertThat(message.credits().getFirst().bookedOn())
                    .as(written.getKey())
                    .isEqualTo(LocalDate.parse(written.getValue()));
        }
        assertThat(refused(
                        practice().replaceAll("(?s)<BookgDt>.*?</BookgDt>", "<BookgDt><DtTm>18.12.</DtTm></BookgDt>")))
                .endsWith("ISO date");
    }

    @Test
    void the_public_sample_is_a_debit_and_is_refused_with_that_reason() throws Exception {
        var sample = SAMPLES.resolve("camt054.v2.with-account-name.xml");
        assumeThat(sample).exists();

        assertThat(refused(Files.readString(sample))).endsWith("CdtDbtInd is CRDT");
    }

    @Test
    void of_a_statement_the_booked_credits_are_read_and_the_rest_is_left() {
        String statement = practice()
                .replace("camt.054.001.08", "camt.053.001.08")
                .replace("BkToCstmrDbtCdtNtfctn", "BkToCstmrStmt")
                .replace("Ntfctn>", "Stmt>");
        String entry = statement.substring(statement.indexOf("<Ntry>"), statement.indexOf("</Stmt>"));
        String others = entry.replace("CRDT", "DBIT")
                + entry.replace("BOOK", "PDNG")
                + entry.replace("<CdtDbtInd>CRDT", "<RvslInd>true</RvslInd><CdtDbtInd>CRDT");

        var message = read(statement.replace("</Stmt>", others + "</Stmt>"));

        assertThat(message.version()).isEqualTo("camt.053.001.08");
        assertThat(message.credits())
                .singleElement()
                .satisfies(credit -> assertThat(credit.endToEndId()).isEqualTo("SCFV1"));
        assertThat(read(statement.replace("CRDT", "DBIT")).credits())
                .as("a day on which nothing came in")
                .isEmpty();
    }

    @Test
    void the_public_statements_are_read() throws Exception {
        var sample = SAMPLES.resolve("camt053.v8.xml");
        assumeThat(sample).exists();

        var credit = read(Files.readString(sample)).credits().getFirst();

        assertThat(credit.amount()).isEqualTo(Money.parse("8.85", "EUR"));
        assertThat(credit.endToEndId()).isEqualTo("MUELL/FINP/RA12345");
        assertThat(read(Files.readString(SAMPLES.resolve("camt053.v2.minimal.xml")))
                        .version())
                .isEqualTo("camt.053.001.02");
    }

    @Test
    void another_message_of_the_family_is_refused() {
        assertThat(refused(practice().replace("camt.054.001.08", "camt.052.001.08")))
                .endsWith("camt.053.001.02 or camt.053.001.08");
    }

    @Test
    void a_document_type_is_refused_before_anything_of_it_is_expanded() {
        String bomb = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
        String thief = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";

        assertThat(refused(practice().replace("<Document", bomb + "<Document"))).endsWith("no DTD");
        assertThat(refused(practice().replace("<Document", thief + "<Document").replace("Payer", "&x;")))
                .endsWith("no DTD");
    }

    @Test
    void what_is_not_xml_is_refused() {
        assertThat(refused("")).endsWith("well-formed XML");
        assertThat(refused("{}")).endsWith("well-formed XML");
        assertThat(refused(practice().replace("</Ntry>", ""))).endsWith("well-formed XML");
        assertThat(refused(practice().replace("Payer", "&nobody;"))).isNotEmpty();
    }

    @Test
    void size_depth_and_number_have_an_end() {
        assertThat(refused(practice() + " ".repeat(1_000_000))).endsWith("size");
        assertThat(refused("<a>".repeat(40) + "</a>".repeat(40))).endsWith("size");
        assertThat(refused(practice().replace("Payer", "P".repeat(141)))).endsWith("1 to 140 characters");
        String entry =
                practice().substring(practice().indexOf("<Ntry>"), practice().indexOf("</Ntfctn>"));
        assertThat(refused(practice().replace("</Ntfctn>", entry.repeat(500) + "</Ntfctn>")))
                .endsWith("size");
    }

    @Test
    void an_amount_is_a_whole_number_of_the_minor_unit_and_more_than_nothing() {
        assertThat(refused(practice().replace("96.75", "96.755"))).endsWith("amount and Ccy");
        assertThat(refused(practice().replace("96.75", "-96.75"))).endsWith("amount and Ccy");
        assertThat(refused(practice().replace("96.75", "1e3"))).endsWith("amount and Ccy");
        assertThat(refused(practice().replace("\"CNY\"", "\"RMB\""))).endsWith("amount and Ccy");
        assertThat(refused(practice().replace("96.75", "0.00"))).endsWith("more than nothing");
    }

    @Test
    void parts_that_do_not_add_up_to_their_sum_are_refused() {
        assertThat(refused(resource("/camt/v02-two-credits.xml").replace("300.30", "300.31")))
                .endsWith("parts add up");
    }

    @Test
    void a_message_that_lacks_what_is_needed_says_which_element() {
        assertThat(refused(practice().replaceAll("<MsgId>.*</MsgId>", ""))).contains("GrpHdr/MsgId");
        assertThat(refused(practice().replace("<Sts>", "<X>").replace("</Sts>", "</X>")))
                .contains("Sts");
    }

    private static Camt read(String xml) {
        return switch (CamtReader.read(xml)) {
            case Reading.Read read -> read.message();
            case Reading.NotAcceptable not -> throw new AssertionError(not.toString());
        };
    }

    private static String refused(String xml) {
        return switch (CamtReader.read(xml)) {
            case Reading.Read read -> throw new AssertionError("read " + read.message());
            case Reading.NotAcceptable not -> not.path() + ": " + not.rule();
        };
    }

    private static String practice() {
        return resource("/practice/camt.054.001.08.xml")
                .replace("{{messageId}}", "M1")
                .replace("{{createdAt}}", "2026-12-18T09:30:00+08:00")
                .replace("{{creditedAccount}}", "6222020200012345678")
                .replace("{{currency}}", "CNY")
                .replace("{{amount}}", "96.75")
                .replace("{{bookedOn}}", "2026-12-18")
                .replace("{{bankReference}}", "B1")
                .replace("{{reference}}", "SCFV1")
                .replace("{{payerName}}", "Payer");
    }

    private static String resource(String name) {
        try (var stream = CamtReaderTest.class.getResourceAsStream(name)) {
            assertThat(stream).as(name).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
