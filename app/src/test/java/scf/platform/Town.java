package scf.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import scf.platform.calendar.BusinessDates;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.HandLedger;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.Money;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ReceivableId;
import scf.schema.ids.VoucherNo;

/// A small town on 2026-09-21: a listed chain-master, one supplier, three banks with lines for it, an act key
/// each; the rooms from trade to settlement on a real database, and a ledger that the test plays by hand.
///
/// Every test has a town of its own, one after another in the same house: the house is swept before each.
public final class Town {

    public static final LocalDate TODAY = LocalDate.parse("2026-09-21");
    public static final LocalDate DUE = LocalDate.parse("2026-12-18");
    private static final Instant MORNING = Instant.parse("2026-09-21T02:00:00Z");
    private static final List<String> ROOMS = List.of(
            "calendar",
            "rulebook",
            "enterprise",
            "chain",
            "whitelist",
            "creditline",
            "trade",
            "receivable",
            "voucher",
            "financing",
            "registration",
            "loan",
            "settlement");
    private static final String MANY_FEN = "1000000000000";

    private static final Map<Street, House> HOUSES = new EnumMap<>(Street.class);

    private final Map<EnterpriseId, KeyPair> keys = new HashMap<>();

    private final House house;
    public final DSLContext sql;
    public final EnterpriseId city;
    public final EnterpriseId master;
    public final EnterpriseId supplier;
    public final EnterpriseId bank;
    public final EnterpriseId secondBank;
    public final EnterpriseId thirdBank;
    public final HandLedger ledger;

    /// How far up the street the town goes.
    public enum Street {
        WHOLE,
        /// For what a room tells those above it, heard by nobody.
        UP_TO_REGISTRATION;

        private List<String> rooms() {
            return this == WHOLE ? ROOMS : ROOMS.subList(0, ROOMS.indexOf("loan"));
        }
    }

    private static synchronized House houseOn(Street street) {
        return HOUSES.computeIfAbsent(street, each -> new House(each.rooms()));
    }

    public Town() {
        this(Street.WHOLE);
    }

    public Town(Street street) {
        this.house = houseOn(street);
        this.sql = house.swept();
        this.city = party("CITY", "91350100MA00000A9T");
        this.master = party("ENTERPRISE", "91350100MA00000B7M");
        this.supplier = party("ENTERPRISE", "91350100MA00000C5G");
        this.bank = party("BANK", "91350100MA00000D3B");
        this.secondBank = party("BANK", "91350100MA00000E16");
        this.thirdBank = party("BANK", "91350100MA00000FXX");
        this.ledger = new HandLedger(the(DSLContext.class), transaction(), house.context);

        the(BusinessDates.class).keepOwnDate(TODAY);
        listed("LISTED");
        line(bank, MANY_FEN);
        line(secondBank, MANY_FEN);
        line(thirdBank, MANY_FEN);
    }
    /// The rooms, with real transactions, and nothing that runs by itself.
    private static final class House {

        private final TownClock clock = new TownClock();
        private final HikariDataSource pool = TestDatabase.pooled(TestDatabase.fresh());
        private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

        House(List<String> rooms) {
            context.register(Transactions.class);
            context.registerBean(Clock.class, () -> clock);
            context.registerBean(DataSource.class, () -> pool);
            context.registerBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(pool));
            context.registerBean(
                    DSLContext.class, () -> DSL.using(new TransactionAwareDataSourceProxy(pool), SQLDialect.POSTGRES));
            HandLedger.register(context);
            var scanner = new ClassPathBeanDefinitionScanner(context);
            // A ledger that is played by hand signs no proofs.
            scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*\\.(TimeSource|.+Proofs)")));
            for (String room : rooms) {
                scanner.scan("scf.platform." + room);
            }
            context.refresh();
        }

        /// In the morning, with nothing in its tables but what the migrations brought.
        DSLContext swept() {
            clock.stands(MORNING);
            var sql = DSL.using(pool, SQLDialect.POSTGRES);
            TestDatabase.sweep(sql);
            return sql;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {}

    private static final class TownClock extends Clock {

        private volatile Instant now = MORNING;

        void stands(Instant at) {
            now = at;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("times are instants here");
        }
    }

    public <T> T the(Class<T> service) {
        return house.context.getBean(service);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(the(PlatformTransactionManager.class));
    }

    public Instant now() {
        return house.clock.instant();
    }

    public void pass(Duration time) {
        house.clock.stands(now().plus(time));
    }

    public void businessDate(LocalDate date) {
        the(BusinessDates.class).move(date);
    }

    // Parties

    private EnterpriseId party(String kind, String code) {
        var id = EnterpriseId.random();
        SqlRow.place(sql, SoundRows.party(literal(id), kind, code));
        actKey(id);
        return id;
    }

    /// One more enterprise, of a tier further down.
    public EnterpriseId enterprise(String code) {
        return party("ENTERPRISE", code);
    }

    /// An order of the buyer with the seller, as it would be filed.
    public DocumentId order(EnterpriseId seller, EnterpriseId buyer) {
        var id = DocumentId.random();
        SqlRow.place(
                sql,
                SqlRow.of(
                        "trade.documents",
                        "id",
                        "'" + id + "'",
                        "kind",
                        "'ORDER'",
                        "format",
                        "'ROWS'",
                        "number",
                        "'PO-" + id + "'",
                        "normal_number",
                        "'PO" + id + "'",
                        "issuer_id",
                        literal(buyer),
                        "seller_id",
                        literal(seller),
                        "buyer_id",
                        literal(buyer),
                        "seller_identifier",
                        "'91350100MA00000C5G'",
                        "buyer_identifier",
                        "'91350100MA00000B7M'",
                        "issue_date",
                        "'2026-09-01'",
                        "details",
                        "'{}'",
                        "media_type",
                        "'application/json'",
                        "sha256",
                        "encode(sha256('PO'), 'hex')",
                        "uploader_id",
                        literal(buyer),
                        "uploaded_by",
                        "'maker'",
                        "uploaded_at",
                        "now()"));
        return id;
    }

    private void actKey(EnterpriseId owner) {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            keys.put(owner, pair);
            SqlRow.place(
                    sql,
                    SqlRow.of(
                            "enterprise.keys",
                            "kid",
                            "'act-" + owner + "'",
                            "owner_id",
                            literal(owner),
                            "usage",
                            "'ACT'",
                            "algorithm",
                            "'ed25519'",
                            "public_key",
                            "'\\x" + HexFormat.of().formatHex(pair.getPublic().getEncoded()) + "'",
                            "held_by",
                            "'checker'",
                            "status",
                            "'ACTIVE'",
                            "registrar_id",
                            literal(owner),
                            "registered_at",
                            "'2026-01-01T00:00:00Z'",
                            "not_before",
                            "'2026-01-01T00:00:00Z'",
                            "not_after",
                            "'2030-01-01T00:00:00Z'"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The act as the party sends it back: signed over the header's bytes.
    public ActJson signed(EnterpriseId actor, PreparedAct act) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(Objects.requireNonNull(keys.get(actor)).getPrivate());
            signature.update(Base64.getDecoder().decode(act.header()));
            return new ActJson(
                    act.header(), act.rows(), act.salts(), Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Where the chain-master's entry on the whitelist stands from now on.
    public void listed(String state) {
        var entry = UUID.randomUUID();
        sql.execute("update whitelist.entries set state = 'REMOVED'");
        SqlRow.place(
                sql,
                SqlRow.of(
                        "whitelist.entries",
                        "id",
                        "'" + entry + "'",
                        "enterprise_id",
                        literal(master),
                        "state",
                        "'" + state + "'",
                        "version",
                        "2",
                        "declared_at",
                        "clock_timestamp()"),
                SqlRow.of(
                        "whitelist.versions",
                        "entry_id",
                        "'" + entry + "'",
                        "version",
                        "2",
                        "state",
                        "'" + state + "'",
                        "actor_id",
                        literal(city),
                        "acted_by",
                        "'desk-1'",
                        "acted_at",
                        "clock_timestamp()",
                        "effective_on",
                        "'2026-09-01'",
                        "reason",
                        "'名单调整'",
                        "list_version",
                        "(select coalesce(max(list_version), 0) + 1 from whitelist.versions)"));
    }

    private void line(EnterpriseId owner, String fen) {
        var chain = "'00000000-0000-0000-0000-00000000c4a1'";
        if (sql.fetchCount(DSL.table("chain.chains")) == 0) {
            SqlRow.place(
                    sql,
                    SqlRow.of(
                            "chain.chains",
                            "id",
                            chain,
                            "master_id",
                            literal(master),
                            "name",
                            "'闽江装备产业链'",
                            "industry",
                            "'装备制造'",
                            "registered_at",
                            "now()"),
                    SqlRow.of(
                            "chain.members",
                            "chain_id",
                            chain,
                            "member_id",
                            literal(supplier),
                            "master_id",
                            literal(master),
                            "tier",
                            "1",
                            "joined_at",
                            "now()"));
        }
        var line = "'" + UUID.randomUUID() + "'";
        var granted = SqlRow.of(
                "creditline.lines",
                "id",
                line,
                "bank_id",
                literal(owner),
                "chain_id",
                chain,
                "master_id",
                literal(master),
                "currency",
                "'CNY'",
                "granted_at",
                "now()",
                "granted_by",
                "'risk-1'");
        var chainNode = node(line, "null", "CHAIN", fen);
        var tierNode = node(line, chainNode.literal("id"), "TIER", fen).but("tier", "1");
        var supplierNode =
                node(line, tierNode.literal("id"), "SUPPLIER", fen).but("tier", "1", "supplier_id", literal(supplier));
        var purchases = node(line, supplierNode.literal("id"), "PRODUCT", fen)
                .but("tier", "1", "supplier_id", literal(supplier), "product", "'PAYABLES_FINANCE'");
        var loans = node(line, supplierNode.literal("id"), "PRODUCT", fen)
                .but("tier", "1", "supplier_id", literal(supplier), "product", "'RECEIVABLES_PLEDGE_LOAN'");
        SqlRow.place(sql, granted, chainNode, tierNode, supplierNode, purchases, loans);
    }

    private static SqlRow node(String line, String parent, String level, String fen) {
        return SqlRow.of(
                "creditline.nodes",
                "id",
                "'" + UUID.randomUUID() + "'",
                "line_id",
                line,
                "parent_node_id",
                parent,
                "level",
                "'" + level + "'",
                "limit_minor",
                fen,
                "revolving",
                "true",
                "effective_from",
                "'2026-01-01'",
                "effective_to",
                "'2026-12-31'",
                "created_at",
                "now()");
    }

    /// Cuts the bank's whole line to this.
    public void limit(EnterpriseId owner, Money limit) {
        sql.execute("""
                update creditline.nodes set limit_minor = ?
                 where level = 'CHAIN' and line_id = (select id from creditline.lines where bank_id = ?)
                """, limit.minor(), owner.value());
    }

    /// What is reserved on the bank's whole line.
    public Money reserved(EnterpriseId owner) {
        return Money.fen(sql.fetchSingle("""
                        select reserved_minor from creditline.nodes
                         where level = 'CHAIN' and line_id = (select id from creditline.lines where bank_id = ?)
                        """, owner.value()).get(0, Long.class));
    }

    // Claims and vouchers

    /// A receivable that the chain-master has confirmed in full.
    public ReceivableId confirmed(Money amount) {
        return confirmed(amount, DUE);
    }

    public ReceivableId confirmed(Money amount, LocalDate due) {
        var id = ReceivableId.random();
        var fen = Long.toString(amount.minor());
        SqlRow.place(
                sql,
                SoundRows.receivable()
                        .but(
                                "id",
                                "'" + id + "'",
                                "creditor_id",
                                literal(supplier),
                                "debtor_id",
                                literal(master),
                                "gross_minor",
                                fen,
                                "claim_minor",
                                fen,
                                "matched_minor",
                                fen,
                                "confirmed_minor",
                                fen,
                                "vouchered_minor",
                                "0",
                                "due_date",
                                "'" + due + "'"));
        return id;
    }

    /// A voucher in the supplier's free hand, as if issued and accepted before.
    public VoucherNo active(Money amount) {
        var no = VoucherNo.random();
        var receivable = confirmed(amount);
        SqlRow.place(
                sql,
                SoundRows.voucher()
                        .but(
                                "no",
                                "'" + no + "'",
                                "root_no",
                                "'" + no + "'",
                                "receivable_id",
                                "'" + receivable + "'",
                                "issuer_id",
                                literal(master),
                                "payee_id",
                                literal(supplier),
                                "holder_id",
                                literal(supplier),
                                "amount_minor",
                                Long.toString(amount.minor()),
                                "ledger_version",
                                "2"),
                SqlRow.of("voucher.readers", "voucher_no", "'" + no + "'", "reader_id", literal(supplier)),
                SqlRow.of("voucher.readers", "voucher_no", "'" + no + "'", "reader_id", literal(master)));
        return no;
    }

    private static String literal(EnterpriseId id) {
        return "'" + id + "'";
    }
}
