import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import scf.schema.server.PostgresServer;

/// Writes the jOOQ code: starts PostgreSQL, runs the migrations, reads what they made.
///
/// Run by Maven from `schema/tables`. Identities are typed by the name of their column (a column `debtor_id` is an
/// `EnterpriseId` wherever it stands), so that a query cannot compare a supplier with a receivable.
public class GenerateTables {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Path TARGET = Path.of("target/generated-sources/jooq");
    private static final Path FINGERPRINT = Path.of("target/generated-sources/jooq.sha256");

    /// Identity type → the columns that carry it: `schema.table.column`, as regular expressions.
    private static final List<IdType> ID_TYPES = List.of(
            new IdType(
                    "EnterpriseId",
                    "UUID",
                    "enterprise\\.enterprises\\.id",
                    ".*\\.(enterprise|owner|tenant|master|member|inviter|bank|debtor|creditor|supplier|issuer|payee"
                            + "|holder|financier|seller|buyer|borrower|payer|actor|reporter|reader|registrar|declarer"
                            + "|uploader|identified_by|party|transferor|proposer|other)_id"),
            new IdType("AccountId", "UUID", "enterprise\\.accounts\\.id", ".*\\.account_id"),
            new IdType("ChainId", "UUID", "chain\\.chains\\.id", ".*\\.chain_id"),
            new IdType("ListingId", "UUID", "whitelist\\.entries\\.id", ".*\\.entry_id"),
            new IdType("ObjectionId", "UUID", "whitelist\\.objections\\.id", ".*\\.objection_id"),
            new IdType("CreditLineId", "UUID", "creditline\\.lines\\.id", ".*\\.line_id"),
            new IdType("NodeId", "UUID", "creditline\\.nodes\\.id", ".*\\.(parent_|pool_)?node_id"),
            new IdType("HoldId", "UUID", "creditline\\.holds\\.id", ".*\\.hold_id"),
            new IdType("DocumentId", "UUID", "trade\\.documents\\.id", ".*\\.(invoice_)?document_id"),
            new IdType("ReceivableId", "UUID", "receivable\\.receivables\\.id", ".*\\.receivable_id"),
            new IdType("VoucherNo", "String", "voucher\\.(vouchers|parts)\\.(root_|parent_)?no", ".*\\.voucher_no"),
            new IdType("FinancingRequestId", "UUID", "financing\\.requests\\.id", ".*\\.request_id"),
            new IdType("OfferId", "UUID", "financing\\.offers\\.id", ".*\\.(accepted_)?offer_id"),
            new IdType("FinancingBundleId", "UUID", ".*\\.bundle_id"),
            new IdType("StandingTermsId", "UUID", "financing\\.standing_terms\\.id", ".*\\.standing_terms_id"),
            new IdType("RegistrationId", "UUID", "registration\\.registrations\\.id", ".*\\.registration_id"),
            new IdType("RepaymentId", "UUID", "loan\\.repayments\\.id", ".*\\.repayment_id"),
            new IdType("LoanId", "UUID", "loan\\.loans\\.id", ".*\\.loan_id"),
            new IdType("InstructionId", "UUID", "settlement\\.instructions\\.id", ".*\\.instruction_id"),
            new IdType("BankReceiptId", "UUID", "settlement\\.bank_receipts\\.id", ".*\\.bank_receipt_id"),
            new IdType("KeyId", "String", "enterprise\\.keys\\.kid", ".*\\.(replaces_)?kid"),
            new IdType("ActHash", "String", ".*\\.([a-z_]+_)?act_hash"));

    private record IdType(String name, String base, String... columns) {

        ForcedType forced() {
            String type = "scf.schema.ids." + name;
            return new ForcedType()
                    .withUserType(type)
                    .withConverter("org.jooq.Converter.ofNullable(%s.class, %s.class, %s::new, %s::value)"
                            .formatted(base.equals("UUID") ? "java.util.UUID" : "String", type, type, type))
                    .withIgnoreUnused(true)
                    .withIncludeExpression(String.join("|", columns));
        }
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        String fingerprint = fingerprint();
        if (Files.exists(FINGERPRINT) && Files.readString(FINGERPRINT).equals(fingerprint)) {
            return;
        }
        Path home = Files.createTempDirectory("scf-codegen");
        try (var server = PostgresServer.start(home, PostgresServer.Durability.THROWAWAY)) {
            server.createDatabase("scf", "template0");
            Flyway.configure()
                    .dataSource(server.url("scf"), PostgresServer.SUPERUSER, server.password())
                    .locations("filesystem:" + MIGRATIONS)
                    .load()
                    .migrate();
            GenerationTool.generate(configuration(server));
        }
        Files.writeString(FINGERPRINT, fingerprint);
    }

    private static Configuration configuration(PostgresServer server) {
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc()
                        .withUrl(server.url("scf"))
                        .withUser(PostgresServer.SUPERUSER)
                        .withPassword(server.password()))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withIncludes(".*")
                                .withExcludes(
                                        "flyway_schema_history|pg_catalog\\..*|information_schema\\..*|public\\..*")
                                .withForcedTypes(forcedTypes()))
                        .withGenerate(new Generate()
                                .withRecords(true)
                                .withPojos(false)
                                .withDaos(false)
                                .withJavaTimeTypes(true)
                                .withComments(false)
                                .withGlobalCatalogReferences(false))
                        .withTarget(new Target().withPackageName("scf.schema").withDirectory(TARGET.toString())));
    }

    private static List<ForcedType> forcedTypes() {
        var types = new ArrayList<ForcedType>();
        ID_TYPES.forEach(id -> types.add(id.forced()));
        types.add(new ForcedType().withName("INSTANT").withIncludeTypes("(?i:timestamptz|timestamp.*with time zone)"));
        return types;
    }

    /// What the code depends on: this program and every migration, by name and content.
    private static String fingerprint() throws Exception {
        var files = new ArrayList<Path>(List.of(Path.of("src/codegen/java/GenerateTables.java"), Path.of("pom.xml")));
        try (var tree = Files.list(MIGRATIONS)) {
            tree.sorted().forEach(files::add);
        }
        var digest = MessageDigest.getInstance("SHA-256");
        for (Path file : files) {
            digest.update(file.getFileName().toString().getBytes());
            digest.update(read(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }
}
